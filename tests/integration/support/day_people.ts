import { sequential } from '#basics'
import type { Visitor } from '#domain'
import { checkCharacter, type MainlandCard } from '#drivers'
import type { Caller, TestCentre } from '#testing'
import { type DayPaper, type Pressed, papersOf } from '../../support/day_account.ts'
import type { Hall } from './day_hall.ts'
import type { DayTime } from './day_time.ts'

/** Everything people saw that day. */
export interface DayRecord {
  readonly pressed: Pressed[]
  /** Refusals at the kiosk, by code: no number was given. */
  readonly refused: string[]
  /** What must never be, as sentences. */
  readonly findings: string[]
  readonly visitorOf: Map<string, Visitor>
}

const cardOf = (n: number): MainlandCard => {
  const body = `3101171950${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}${String(n).padStart(3, '0')}`
  return {
    kind: 'mainland',
    name: `示范${n}`,
    sex: 'male',
    nation: '01',
    birthDate: `1950-${body.slice(10, 12)}-${body.slice(12, 14)}`,
    address: '上海市松江区示范路1号（虚构）',
    idNumber: `${body}${checkCharacter(body)}`,
    authority: '上海市公安局松江分局',
    validFrom: '2020-01-01',
    validTo: 'long-term',
    photo: new Uint8Array(1_024),
  }
}

/** Named waits of people, ms. */
const waits = { card: 4_000, print: 40_000, look: 20_000, queue: 5_000, absent: 20_000, key: 4_000 } as const

/** Every paper that came out of the hall's printer. */
export const papersIn = (hall: Hall): readonly DayPaper[] =>
  hall.printer
    .tickets()
    .map(({ lines, cutAtEnd }) => ({ lines: lines.map(({ text }) => text), whole: cutAtEnd }))

/** The guide looks at the slot: a whole paper is the visitor's; else a marked one, and by hand if that fails too. */
async function guideHelps(
  hall: Hall,
  time: DayTime,
  guide: Caller,
  centre: TestCentre,
  { ticketId, number }: Pressed,
) {
  await time.sleep(waits.look)
  const say = (printed: 'confirmed' | 'by-hand') =>
    time.real(
      guide.call('printResult', {
        params: { id: ticketId },
        body: { printed, commandId: centre.commandId() },
      }),
    )
  if (papersOf(papersIn(hall), number).some(({ whole }) => whole)) return say('confirmed')
  hall.prints.delete(ticketId)
  hall.page.tell({ type: 'print', ticketId, locale: 'zh', reprint: true })
  const isSettled = () => !['printing', undefined].includes(hall.prints.get(ticketId)?.state)
  await time.until(isSettled, waits.print)
  const state = hall.prints.get(ticketId)?.state
  if (state !== 'confirmed' && state !== 'weak') await say('by-hand')
}

/** Makes visitors: one at a time at the kiosk, a card on the reader, a number, a paper or help. */
export function visitors(hall: Hall, time: DayTime, centre: TestCentre, guide: Caller, record: DayRecord) {
  const atKiosk = sequential()
  const { page, reader } = hall

  const identify = async (n: number): Promise<string | null> => {
    const card = cardOf(n)
    const before = hall.card()?.sessionId ?? null
    reader.placeCard(card)
    const isNew = () => hall.card() !== null && hall.card()?.sessionId !== before
    await time.until(isNew, waits.card)
    const seen = isNew() ? hall.card() : null
    reader.liftCard()
    if (seen !== null && seen.idTail !== card.idNumber.slice(-4))
      record.findings.push(`the card of visitor ${n} was taken for another person`)
    return seen?.sessionId ?? null
  }
  const press = async (n: number, visitor: Visitor): Promise<Pressed | null> => {
    const cardSession = await identify(n)
    const body = {
      serviceId: visitor.serviceId,
      ...(cardSession === null ? { anonymous: true } : { visitor: { cardSession } }),
      claims: [],
    }
    const answer = await time.real(page.send({ name: 'issue', body }))
    page.tell({ type: 'forget-card' })
    if (!answer.ok) {
      record.refused.push(answer.error.code)
      return null
    }
    const { id: ticketId, number } = answer.value
    record.pressed.push({ ticketId, number })
    record.visitorOf.set(ticketId, visitor)
    return { ticketId, number }
  }
  const atPrinter = async (pressed: Pressed): Promise<void> => {
    const { ticketId } = pressed
    const isSettled = () => !['printing', undefined].includes(hall.prints.get(ticketId)?.state)
    await time.until(isSettled, waits.print)
    const state = hall.prints.get(ticketId)?.state
    const byScreen = { name: 'print-result', ticketId, body: { printed: 'screen' } } as const
    if (state === 'refused') await time.real(page.send(byScreen))
    else if (state !== 'confirmed' && state !== 'weak') await guideHelps(hall, time, guide, centre, pressed)
  }
  return async (n: number, visitor: Visitor): Promise<void> => {
    await time.sleep(Math.max(0, visitor.at - time.now()))
    const pressed = await atKiosk(() => press(n, visitor))
    if (pressed !== null) await atPrinter(pressed)
  }
}

/** Works a counter until nobody is left: calls, waits, talks, finishes. Counter 1 calls with its pad. */
export async function clerk(
  counterId: string,
  hall: Hall,
  time: DayTime,
  centre: TestCentre,
  staff: Caller,
  record: DayRecord,
  isOver: () => boolean,
): Promise<void> {
  const state = () => centre.hub().centre.state()
  const command = (type: string) =>
    time.real(
      staff.call('counterCommand', { params: { counterId }, body: { type, commandId: centre.commandId() } }),
    )
  const current = () => state().counterLive.get(counterId)?.currentTicketId ?? null
  const next = async () => {
    if (counterId !== '1') return command('call-next')
    hall.pads.press(1, 1)
    // A key that did not come through is not pressed again and again: the clerk takes the mouse.
    if (!(await time.until(() => current() !== null, waits.key))) await command('call-next')
  }
  await command('open')
  for (;;) {
    await next()
    const ticketId = current()
    if (ticketId === null) {
      if (isOver()) break
      await time.sleep(waits.queue)
      continue
    }
    const visitor = record.visitorOf.get(ticketId)
    if (visitor?.comes === false) {
      await time.sleep(waits.absent)
      await command('absent')
      continue
    }
    await time.sleep((visitor?.wayMinutes ?? 0.3) * 60_000)
    await command('arrive')
    await time.sleep((visitor?.talkMinutes ?? 1) * 60_000)
    await command('finish')
  }
  await command('close')
}

/** Watches every call: its number stands on the sign, or the hub knows that the sign is not well. */
export async function watchSigns(
  hall: Hall,
  time: DayTime,
  centre: TestCentre,
  record: DayRecord,
  isOver: () => boolean,
): Promise<number> {
  const called = new Map<string, { readonly key: string; readonly since: number; isKnown: boolean }>()
  let calls = 0
  const look = (counterId: string) => {
    const state = centre.hub().centre.state()
    const ticketId = state.counterLive.get(counterId)?.currentTicketId ?? null
    const ticket = state.live.get(ticketId ?? '')
    if (ticket === undefined || ticket.state !== 'CALLED') return
    const key = `${ticket.id} ${ticket.leg.index ?? 0}`
    const before = called.get(counterId)
    if (before?.key !== key) {
      calls += 1
      called.set(counterId, { key, since: time.now(), isKnown: false })
      return
    }
    const text = hall.signs.snapshot().get(Number(counterId))?.text ?? ''
    const sign = state.devices.get(`display-1-sign-${counterId}`)
    before.isKnown ||= text.includes(ticket.number) || sign?.state !== 'ready'
    if (!before.isKnown && time.now() - before.since > 12_000) {
      record.findings.push(`${ticket.number} was not shown at counter ${counterId}, and nobody knew`)
      before.isKnown = true
    }
  }
  while (!isOver()) {
    await time.sleep(200)
    for (const counterId of ['1', '2']) look(counterId)
  }
  return calls
}
