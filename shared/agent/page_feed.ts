import { type CentreState, type RecordedEvent, toSnapshot } from '#domain'
import type { ServerMessage } from '#protocol'
import type { PageSession } from './page_session.ts'
import { recentEvents } from './recent_events.ts'

/** Gives pages the state of the mirror: whole to those that come, event by event to those that are there. */
export interface PageFeed {
  /** A page said hello; it is greeted as soon as there is something to show. */
  hello(session: PageSession, lastRevision: number | null): void
  /** What goes to all greeted pages for a move of the mirror; `events` null = a snapshot. */
  moved(events: readonly RecordedEvent[] | null): ServerMessage
  /** Greets those that came too early. */
  greetEarly(): void
}

/** What a feed shows. */
export interface PageFeedOptions {
  centre(): CentreState
  /** Whether what is shown has been more than the log: then its tail does not tell a page everything. */
  isOwnPicture(): boolean
  /** False while no state is known or the devices are still being opened. */
  isReady(): boolean
  /** Welcome and link, which go before the state: no page may take an old state for a live one. */
  before(): readonly ServerMessage[]
  /** How this machine's devices are. */
  after(): readonly ServerMessage[]
}

/** Makes the feed of one agent. */
export function pageFeed(options: PageFeedOptions): PageFeed {
  const recent = recentEvents()
  const early: { readonly session: PageSession; readonly lastRevision: number | null }[] = []

  const whole = (): ServerMessage => {
    const centre = options.centre()
    return { type: 'snapshot', revision: centre.revision, state: toSnapshot(centre) }
  }
  const since = (lastRevision: number | null): ServerMessage => {
    const missed =
      lastRevision === null || options.isOwnPicture()
        ? null
        : recent.after(lastRevision, options.centre().revision)
    return missed === null ? whole() : { type: 'events', events: [...missed] }
  }
  const greet = (session: PageSession, lastRevision: number | null) => {
    session.greet([...options.before(), since(lastRevision), ...options.after()])
  }
  return {
    hello(session, lastRevision) {
      if (options.isReady()) greet(session, lastRevision)
      else early.push({ session, lastRevision })
    },
    moved(events) {
      if (events === null) recent.clear()
      else recent.add(events)
      return events === null ? whole() : { type: 'events', events: [...events] }
    },
    greetEarly() {
      if (!options.isReady()) return
      for (const { session, lastRevision } of early.splice(0)) greet(session, lastRevision)
    },
  }
}
