import { type Bilingual, officialName } from '../catalogue.ts'
import { estimateAll } from '../estimate.ts'
import type { PauseReason } from '../events.ts'
import { type CallRecord, type CentreState, type DeviceLive, liveCounter } from '../state.ts'
import type { Estimate } from '../ticket.ts'

/** A call as the hall sees it: a number and a place, never a name. */
export interface BoardCall extends CallRecord {
  readonly counterName: Bilingual
}

/** What a board shows. */
export interface BoardView {
  readonly centreName: Bilingual | null
  readonly businessDay: string | null
  readonly emergency: CentreState['emergency']
  readonly newest: BoardCall | null
  readonly recent: readonly BoardCall[]
  readonly waiting: readonly {
    readonly serviceId: string
    readonly name: Bilingual
    readonly prefix: string
    readonly waiting: number
    readonly estimate: Estimate
  }[]
  readonly counters: readonly {
    readonly counterId: string
    readonly name: Bilingual
    readonly open: boolean
    readonly paused: PauseReason | null
    readonly number: string | null
  }[]
  readonly notices: readonly Bilingual[]
  /** A loudspeaker of the hall does not speak: the board must catch the eye by itself. */
  readonly silent: boolean
}

const recentKept = 6

/** Whether a device is a loudspeaker that did not say what it should have said. */
const isMuteSpeaker = ({ family, state, reason }: DeviceLive): boolean =>
  family === 'announcer' && (state === 'faulted' || reason === 'cannot-say')

/** The board of a centre at a moment (ms since the epoch). */
export function boardView(state: CentreState, now: number): BoardView {
  const calls = state.calls.map((call) => ({
    ...call,
    counterName: state.counters.get(call.counterId)?.name ?? { zh: call.counterId, en: call.counterId },
  }))
  const newest = calls[0] ?? null
  const estimates = estimateAll(state, now)
  const others = calls.filter(
    (call, index) => calls.findIndex((each) => each.ticketId === call.ticketId) === index,
  )
  return {
    centreName: state.site === null ? null : officialName(state.site),
    businessDay: state.businessDay,
    emergency: state.emergency,
    newest,
    recent: others.filter((call) => call.ticketId !== newest?.ticketId).slice(0, recentKept),
    waiting: [...state.services.values()]
      .filter((service) => service.enabled)
      .map(({ id, name, prefix }) => ({
        serviceId: id,
        name,
        prefix,
        waiting: state.waiting.get(id) ?? 0,
        estimate: estimates.get(id) ?? { p50Minutes: 0, p80Minutes: 0 },
      })),
    counters: [...state.counters.values()]
      .filter((counter) => counter.enabled)
      .map(({ id, name }) => {
        const live = liveCounter(state, id)
        const current = state.live.get(live.currentTicketId ?? '')
        return {
          counterId: id,
          name,
          open: live.staffId !== null,
          paused: live.paused?.reason ?? null,
          number: current?.number ?? null,
        }
      }),
    notices: state.site?.notices ?? [],
    silent: [...state.devices.values()].some(isMuteSpeaker),
  }
}

const signCells = 4
const full = /[\u2E80-\uFFEF]/

/** Width on a sign in full-width characters; letters and figures take half of one (16×16 and 8×16 dots). */
export const signWidth = (text: string): number =>
  [...text].reduce((width, character) => width + (full.test(character) ? 1 : 0.5), 0)

/** The first that fits; a long number alone always comes last. */
const fitting = (...texts: readonly string[]) => texts.find((text) => signWidth(text) <= signCells) ?? ''

/** What the LED sign of a counter says: four full-width characters (64×16 dots). */
export function signText(
  state: CentreState,
  counterId: string,
): { readonly text: string; readonly flash: boolean } {
  const live = liveCounter(state, counterId)
  const current = state.live.get(live.currentTicketId ?? '')
  const number = current?.number ?? ''
  if (state.emergency?.kind === 'plan') return { text: '紧急疏散', flash: true }
  if (current?.state === 'CALLED')
    return { text: fitting(`请${number}号`, `请${number}`, number), flash: true }
  if (current?.state === 'SERVING')
    return { text: fitting(`${number}办理`, `${number}办`, number), flash: false }
  if (live.paused !== null) return { text: '暂停服务', flash: false }
  return { text: live.staffId === null ? '暂停受理' : '欢迎光临', flash: false }
}
