import { type Clock, err, ok, present, type Result } from '#basics'
import { joinClips } from './joiner.ts'
import { type AnnouncerPolicy, isQuiet, volumeAt } from './policy.ts'
import type { AudioSink, PlayFault } from './sink.ts'
import {
  chineseSentence,
  type SpeakingStyle,
  type SpeechPart,
  speechParts,
  type Utterance,
} from './speech.ts'
import type { VoicePack } from './voice_pack.ts'

/** Something to be spoken in the hall. */
export interface AnnouncementRequest {
  /** What it is about, for `cancel`: a ticket's id, or a notice's. */
  readonly ticket: string
  readonly priority: 'emergency' | 'normal'
  /** A recall is spoken again even while the same is being spoken; what still waits is made young again. */
  readonly recall: boolean
  readonly utterance: Utterance
}

/** Why a request is not accepted. `cannot-say`: the voice pack lacks a piece. */
export type AnnounceRefusal = 'duplicate' | 'quiet-hours' | 'cannot-say' | 'closed'

/** What became of an accepted request; each ends in exactly one of these. */
export type AnnouncementEnd =
  | 'spoken'
  | PlayFault
  | 'too-old'
  | 'cancelled'
  /** The same ticket was called to another place before this was spoken. */
  | 'superseded'
  | 'closed'

/** How the announcer is, as data. */
export interface AnnouncerStatus {
  readonly state: 'ready' | 'faulted'
  readonly reason: PlayFault | null
  /** ms since the epoch. */
  readonly since: number
  /** What is being spoken. */
  readonly speaking: string | null
  readonly waiting: number
}

/** The one voice of a hall. */
export interface Announcer {
  /** `renewed`: the same still waited, so this recall joined it and has no end of its own. */
  announce(request: AnnouncementRequest): Result<'queued' | 'renewed', AnnounceRefusal>
  /** Takes back what has not begun; tells how many announcements that were. */
  cancel(ticket: string): number
  status(): AnnouncerStatus
  /** Speaks nothing more; what is under way ends by itself. */
  close(): void
}

/** What an announcer needs. */
export interface AnnouncerOptions {
  readonly clock: Clock
  readonly sink: AudioSink
  readonly pack: VoicePack
  readonly style: SpeakingStyle
  readonly policy: AnnouncerPolicy
  readonly onEnd: (request: AnnouncementRequest, end: AnnouncementEnd) => void
  readonly onStatus: (status: AnnouncerStatus) => void
}

interface Waiting {
  readonly request: AnnouncementRequest
  readonly text: string
  readonly parts: readonly SpeechPart[]
  since: number
}

/**
 * Opens the announcer of a hall: strictly one announcement at a time, emergencies first, otherwise in
 * the order they came. A failing output is a status; announcing goes on, for boards show every call.
 */
export function openAnnouncer(options: AnnouncerOptions): Announcer {
  const { clock, sink, pack, style, policy } = options
  let queue: Waiting[] = []
  let speaking: string | null = null
  let running = false
  let fault: PlayFault | null = null
  let since = clock.now()
  let closed = false

  const status = (): AnnouncerStatus => {
    const state = fault === null ? 'ready' : 'faulted'
    return { state, reason: fault, since, speaking, waiting: queue.length }
  }
  const report = (result: Result<void, PlayFault>) => {
    const now = result.ok ? null : result.error
    if (now === fault) return
    fault = now
    since = clock.now()
    options.onStatus(status())
  }
  const drop = (gone: (waiting: Waiting) => boolean, end: AnnouncementEnd): number => {
    const dropped = queue.filter(gone)
    queue = queue.filter((waiting) => !gone(waiting))
    for (const { request } of dropped) options.onEnd(request, end)
    return dropped.length
  }
  const render = (waiting: Waiting) => {
    const volume = volumeAt(policy, clock.now(), waiting.request.priority === 'emergency')
    return { ...joinClips(soundsOf(waiting.parts, pack), pack.sampleRate, volume), text: waiting.text }
  }
  const dropStale = () => {
    const now = clock.now()
    const normal = ({ request }: Waiting) => request.priority === 'normal'
    drop((waiting) => normal(waiting) && now - waiting.since > policy.maxAgeMs, 'too-old')
  }
  const speak = async () => {
    // A listener of `onEnd` may announce at once: this loop takes that up, a second one would overlap.
    if (running) return
    running = true
    for (dropStale(); !closed; dropStale()) {
      const next = queue.find(({ request }) => request.priority === 'emergency') ?? queue[0]
      if (next === undefined) break
      queue = queue.filter((waiting) => waiting !== next)
      speaking = next.text
      const result = await sink.play(render(next))
      speaking = null
      report(result)
      options.onEnd(next.request, result.ok ? 'spoken' : result.error)
    }
    running = false
  }

  return {
    announce(request) {
      if (closed) return err('closed')
      const emergency = request.priority === 'emergency'
      if (!emergency && isQuiet(policy, clock.now())) return err('quiet-hours')
      const text = chineseSentence(request.utterance, style)
      const parts = speechParts(request.utterance, style, pack.clips)
      if (!parts.ok) return err('cannot-say')
      const same = queue.find((other) => other.text === text && other.request.priority === request.priority)
      if (!request.recall && (same !== undefined || speaking === text)) return err('duplicate')
      if (same !== undefined) {
        same.since = clock.now()
        return ok('renewed')
      }
      drop((waiting) => waiting.request.ticket === request.ticket, 'superseded')
      queue.push({ request, text, parts: parts.value, since: clock.now() })
      void speak()
      return ok('queued')
    },
    cancel: (ticket) => drop(({ request }) => request.ticket === ticket, 'cancelled'),
    status,
    close() {
      closed = true
      drop(() => true, 'closed')
    },
  }
}

/** Looks up the clips of a sentence; `speechParts` chose only what the pack has. */
function soundsOf(parts: readonly SpeechPart[], pack: VoicePack) {
  return parts.map((part) => {
    if (part.kind === 'pause') return { pauseMs: part.ms }
    return part.kind === 'chime' ? pack.chime : present(pack.clips[part.language].get(part.text), part.text)
  })
}
