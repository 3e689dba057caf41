import type { Clock, Timer } from '#basics'
import type { Medium } from '#domain'
import type { ClientMessageInput } from '#protocol'
import { readingSeconds } from './text_pages.ts'

/** Named times, ms. */
export const playerDelays = {
  /** A file that is not here yet is asked for again. */
  absent: 15_000,
  /** One that cannot be shown may have been put right. */
  failed: 300_000,
  /** A video that does not move for so long is given up. */
  frozen: 20_000,
} as const

/** What stands on the screen. */
export interface Shown {
  readonly medium: Medium
  readonly file: Blob
  /** The words of a text; '' for others. */
  readonly text: string
  /** Grows with each showing: a video begins anew. */
  readonly round: number
}

/** What a player works with. */
export interface PlayerOptions {
  readonly clock: Clock
  /** The file of a medium, or null while it is not here. */
  load(sha256: string): Promise<Blob | null>
  tell(message: ClientMessageInput): void
  onChange(shown: Shown | null): void
}

/** Shows one medium after the other. */
export interface Player {
  /** What there is to show now, in order, and how long a picture stands. */
  follow(list: readonly Medium[], pictureSeconds: number): void
  /** The video is at its end. */
  ended(): void
  /** The video moves. */
  moved(): void
  /** It cannot be shown here. */
  failed(): void
  close(): void
}

/** The next of a list after one of it, or the first; only what may be used. */
export function nextMedium(
  list: readonly Medium[],
  after: string | null,
  mayUse: (medium: Medium) => boolean,
): Medium | null {
  const from = list.findIndex(({ id }) => id === after) + 1
  return [...list.slice(from), ...list.slice(0, from)].find(mayUse) ?? null
}

const isOf = ({ type }: Blob, { kind }: Medium) =>
  type.startsWith({ picture: 'image/', video: 'video/', text: 'text/plain' }[kind])

/** Opens a player with nothing to show. */
export function openPlayer({ clock, load, tell, onChange }: PlayerOptions): Player {
  const unusable = new Map<string, number>()
  let list: readonly Medium[] = []
  let pictureMs = 0
  let shown: (Shown & { readonly since: number }) | null = null
  let timer: Timer | null = null
  let round = 0
  /** Of the search under way; an older one has nothing to say any more. */
  let search = 0

  const mayUse = ({ sha256 }: Medium) => (unusable.get(sha256) ?? 0) <= clock.elapsed()
  const after = (ms: number, action: () => void) => {
    timer?.cancel()
    timer = clock.after(ms, action)
  }
  const stand = ({ kind }: Medium, text: string) => {
    if (kind === 'video') after(playerDelays.frozen, failed)
    else after(Math.max(pictureMs, readingSeconds(text) * 1_000), ended)
  }
  const show = (medium: Medium, file: Blob, text: string) => {
    round += 1
    shown = { medium, file, text, round, since: clock.elapsed() }
    onChange(shown)
    stand(medium, text)
  }
  const rest = () => {
    if (shown !== null) onChange(null)
    shown = null
    timer?.cancel()
    if (list.length > 0) after(playerDelays.absent, () => void advance(null))
  }
  const give = (medium: Medium, ms: number) => unusable.set(medium.sha256, clock.elapsed() + ms)
  const advance = async (from: string | null) => {
    search += 1
    const mine = search
    for (;;) {
      const next = nextMedium(list, from, mayUse)
      if (next === null) return rest()
      const isSame = next.sha256 === shown?.medium.sha256
      const file = isSame ? (shown?.file ?? null) : await load(next.sha256)
      const text = file !== null && next.kind === 'text' ? await file.text() : ''
      if (mine !== search) return
      if (file !== null && isOf(file, next)) return show(next, file, text)
      give(next, file === null ? playerDelays.absent : playerDelays.failed)
      if (file !== null) tell({ type: 'medium-failed', mediumId: next.id })
    }
  }
  const ended = () => {
    if (shown === null) return
    const { id: mediumId } = shown.medium
    const seconds = Math.round((clock.elapsed() - shown.since) / 1_000)
    tell({ type: 'medium-shown', mediumId, seconds })
    void advance(mediumId)
  }
  const failed = () => {
    if (shown === null) return
    const { medium } = shown
    give(medium, playerDelays.failed)
    tell({ type: 'medium-failed', mediumId: medium.id })
    void advance(medium.id)
  }
  return {
    follow(next, pictureSeconds) {
      pictureMs = pictureSeconds * 1_000
      const before = list
      list = next
      const isIn = (medium: Medium) => next.some(({ sha256 }) => sha256 === medium.sha256)
      if (shown !== null && isIn(shown.medium)) return
      const isNew = next.some(({ id }) => !before.some((each) => each.id === id))
      if (shown !== null || isNew || next.length === 0) void advance(null)
    },
    ended,
    failed,
    moved() {
      if (shown?.medium.kind === 'video') after(playerDelays.frozen, failed)
    },
    close() {
      search += 1
      timer?.cancel()
      list = []
    },
  }
}
