import { type Clock, err, ok, present, type Result } from '#basics'
import { joinClips } from './joiner.ts'
import { plainChime } from './plain_chime.ts'
import { type AnnouncerPolicy, isQuiet, volumeAt } from './policy.ts'
import type { AudioSink, PlayFault } from './sink.ts'
import {
  chineseSentence,
  type SpeakingStyle,
  type SpeechPart,
  speechParts,
  type Utterance,
  wordsOf,
} from './speech.ts'
import type { TextVoice } from './text_voice.ts'
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

/** Why a request is not accepted. */
export type AnnounceRefusal = 'duplicate' | 'quiet-hours' | 'closed'

/** What became of an accepted request; each ends in exactly one of these. */
export type AnnouncementEnd =
  | 'spoken'
  | PlayFault
  /** Neither the voice pack nor another voice here could say it: only the chime was heard. */
  | 'cannot-say'
  | 'too-old'
  /** The silent hours began, or were set, while it waited. */
  | 'quiet-hours'
  | 'cancelled'
  /** The same ticket was called to another place before this was spoken. */
  | 'superseded'
  | 'closed'

/**
 * Why the hall hears less than it should. `text-voice`: it heard a machine's voice instead of the pack; `cannot-say`: a
 * chime and nothing more, boards must catch the eye.
 */
export type AnnouncerTrouble = PlayFault | 'cannot-say' | 'text-voice'

/** How the announcer is, as data: how the last announcement went. */
export interface AnnouncerStatus {
  readonly state: 'ready' | 'degraded' | 'faulted'
  readonly reason: AnnouncerTrouble | null
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

/** How a hall is spoken to now. */
export interface AnnouncerSettings {
  readonly style: SpeakingStyle
  readonly policy: AnnouncerPolicy
}

/** What an announcer needs. */
export interface AnnouncerOptions {
  readonly clock: Clock
  readonly sink: AudioSink
  /** Null where it cannot be read: then everything is for `textVoice`. */
  readonly pack: VoicePack | null
  /** Speaks what the pack cannot say; null where there is no such voice. */
  readonly textVoice: TextVoice | null
  /** Asked at each announcement: a changed setting counts from the next one on. */
  readonly settings: () => AnnouncerSettings
  readonly onEnd: (request: AnnouncementRequest, end: AnnouncementEnd) => void
  readonly onStatus: (status: AnnouncerStatus) => void
}

interface Waiting {
  readonly request: AnnouncementRequest
  readonly text: string
  /** Null: the pack cannot say it. */
  readonly parts: readonly SpeechPart[] | null
  readonly style: SpeakingStyle
  since: number
}

/** How an announcement went. */
type Played = Result<void, PlayFault | 'cannot-say'>

/** What an announcement that is over says about the announcer. */
function troubleOf({ parts }: Waiting, result: Played): AnnouncerTrouble | null {
  if (result.ok) return parts === null ? 'text-voice' : null
  return result.error
}

/** The status that goes with each trouble. */
function stateOf(trouble: AnnouncerTrouble | null): AnnouncerStatus['state'] {
  if (trouble === null) return 'ready'
  return trouble === 'cannot-say' || trouble === 'text-voice' ? 'degraded' : 'faulted'
}

/**
 * Opens the announcer of a hall: strictly one announcement at a time, emergencies first, otherwise in
 * the order they came. A failing output is a status; announcing goes on, for boards show every call.
 */
export function openAnnouncer(options: AnnouncerOptions): Announcer {
  const { clock, sink, pack, textVoice, settings } = options
  let queue: Waiting[] = []
  let speaking: string | null = null
  let running = false
  let trouble: AnnouncerTrouble | null = null
  let since = clock.now()
  let closed = false

  const status = (): AnnouncerStatus => {
    return { state: stateOf(trouble), reason: trouble, since, speaking, waiting: queue.length }
  }
  const report = (now: AnnouncerTrouble | null) => {
    if (now === trouble) return
    trouble = now
    since = clock.now()
    options.onStatus(status())
  }
  const drop = (gone: (waiting: Waiting) => boolean, end: AnnouncementEnd): number => {
    const dropped = queue.filter(gone)
    queue = queue.filter((waiting) => !gone(waiting))
    for (const { request } of dropped) options.onEnd(request, end)
    return dropped.length
  }
  const read = ({ request, text, style }: Waiting, volume: number): Promise<Played> =>
    textVoice === null
      ? Promise.resolve(err('no-output'))
      : textVoice.speak({ text, words: wordsOf(request.utterance, style), volume })
  const play = async (waiting: Waiting): Promise<Played> => {
    const { request, parts, text } = waiting
    const volume = volumeAt(settings().policy, clock.now(), request.priority === 'emergency')
    if (parts !== null && pack !== null)
      return sink.play({ ...joinClips(soundsOf(parts, pack), pack.sampleRate, volume), text })
    const end = await read(waiting, volume)
    if (end.ok || end.error !== 'no-output') return end
    // Nobody can say it. A chime still makes people look up, and the call stands on the screens.
    const chime = pack?.chime ?? plainChime()
    const rung = await sink.play({ ...joinClips([chime], chime.sampleRate, volume), text })
    return rung.ok ? err('cannot-say') : rung
  }
  const dropStale = () => {
    const [now, { policy }] = [clock.now(), settings()]
    if (isQuiet(policy, now)) drop(({ request }) => request.priority === 'normal', 'quiet-hours')
    drop(({ request, since }) => request.priority === 'normal' && now - since > policy.maxAgeMs, 'too-old')
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
      const result = await play(next)
      speaking = null
      report(troubleOf(next, result))
      options.onEnd(next.request, result.ok ? 'spoken' : result.error)
    }
    running = false
  }
  /** The pieces of a sentence, null where the pack cannot say it. */
  const partsOf = ({ utterance }: AnnouncementRequest, style: SpeakingStyle) => {
    const parts = pack === null ? err('') : speechParts(utterance, style, pack.clips)
    return parts.ok ? parts.value : null
  }

  return {
    announce(request) {
      if (closed) return err('closed')
      const { style, policy } = settings()
      const emergency = request.priority === 'emergency'
      if (!emergency && isQuiet(policy, clock.now())) return err('quiet-hours')
      const text = chineseSentence(request.utterance, style)
      const same = queue.find((other) => other.text === text && other.request.priority === request.priority)
      if (!request.recall && (same !== undefined || speaking === text)) return err('duplicate')
      if (same !== undefined) {
        same.since = clock.now()
        return ok('renewed')
      }
      drop((waiting) => waiting.request.ticket === request.ticket, 'superseded')
      queue.push({ request, text, parts: partsOf(request, style), style, since: clock.now() })
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
