import type { Clock } from '#basics'
import { type HubClient, newCommandId } from '#client'
import type { AnnouncementEnd, AnnouncementRequest, AnnounceRefusal } from '#drivers'
import type { AgentLog } from './log.ts'

/** An entry that the hub has not taken by then is left to this machine's own log, ms. */
const entryLimit = 3_600_000

/** Writes down what became of each announcement: here at once, in the centre's log as soon as the hub answers. */
export type PlayLog = (request: AnnouncementRequest, end: AnnouncementEnd | AnnounceRefusal) => void

const kindOf = ({ utterance, recall }: AnnouncementRequest) =>
  utterance.kind === 'notice' ? 'notice' : recall ? 'recall' : 'call'

/** Opens the play log of a machine's loudspeaker (S16); it names tickets and notices, never persons. */
export function playLog(options: {
  readonly clock: Clock
  readonly log: AgentLog
  readonly send: HubClient['send']
}): PlayLog {
  const { clock, log, send } = options
  return (request, end) => {
    const entry = { about: request.ticket, kind: kindOf(request), end } as const
    log.info(entry, 'announcement')
    const body = { ...entry, commandId: newCommandId(clock) }
    void send({ name: 'report-announcement', body }, { limitMs: entryLimit })
  }
}
