import { z } from 'zod'
import { durationFigure, type Figure, spread } from '../figures.ts'
import { boardCount, type Hall, hallCounters } from '../hall/hall.ts'
import { openOwnHall } from '../hall/own_hall.ts'
import { openRunningHall } from '../hall/running_hall.ts'
import { openBareSocket } from '../hall/sockets.ts'
import { commandIds } from '../load/command_ids.ts'
import { connect, postRequest } from '../load/connection.ts'
import type { BenchOptions } from '../options.ts'
import { pause } from '../programs.ts'
import { startReference } from '../reference/start_reference.ts'

/** A service each of the demo's counters serves, without a quota. */
const serviceAt: Readonly<Record<number, string>> = { 1: 'LS', 2: 'RH', 3: 'FE', 4: 'EX' }
const messageLength = 700
const betweenMs = 250

const reply = z.object({ ticket: z.object({ id: z.string(), number: z.string() }) })

interface Samples {
  readonly answer: number[]
  readonly board: number[]
  readonly boardAfterAnswer: number[]
  readonly agentBoard: number[]
  readonly sign: number[]
  readonly speech: number[]
  readonly bare: number[]
}

/** Sends a call; `number` is the ticket that should come, the only one waiting here in a hall of our own. */
type Exchange = (
  counterId: number,
  number: string,
) => Promise<{ sent: number; answered: number; body: string }>

const isCallAt = (counterId: number) => (text: string) =>
  text.includes('"TicketCalled"') && text.includes(`"counterId":"${counterId}"`)
const last = (times: readonly Promise<number>[]) => Promise.all(times).then((all) => Math.max(...all))

/** One call: from the sending of call-next to everything the hall sees and hears of it. */
async function call(hall: Hall, counterId: number, exchange: Exchange, into: Samples): Promise<void> {
  const { hub, signs, speaker } = hall
  const issued = await hub.command('guide-1', '/tickets', {
    serviceId: serviceAt[counterId],
    anonymous: true,
    delivery: 'spoken',
  })
  await pause(betweenMs)
  const board = last(hall.boards.map((page) => page.when(isCallAt(counterId))))
  const agentBoard = hall.agentBoard.when(isCallAt(counterId))
  const sign = signs.whenShown(counterId, String(issued.number))
  const heard = speaker.next()
  const { sent, answered, body } = await exchange(counterId, String(issued.number))
  const { number } = reply.parse(JSON.parse(body)).ticket
  if (number !== issued.number) throw new Error(`called ${number}, expected ${String(issued.number)}`)
  into.answer.push(answered - sent)
  const onBoard = await board
  into.board.push(onBoard - sent)
  into.boardAfterAnswer.push(onBoard - answered)
  into.agentBoard.push((await agentBoard) - sent)
  into.sign.push((await sign) - sent)
  const { at, durationMs } = await heard
  into.speech.push(at - sent)
  const [device, path] = [`counter-${counterId}`, `/counters/${counterId}/commands`]
  await hub.command(device, path, { type: 'arrive' })
  await hub.command(device, path, { type: 'finish' })
  // The speaker is idle again before the next call, so that no call waits for another's words.
  await pause(Math.max(0, durationMs - (performance.now() - at)) + betweenMs)
}

/** Opens the counters and sends call-next over connections opened just before: a server drops one that is long idle. */
async function callers({ hub, isOwn }: Hall): Promise<Exchange> {
  const { hostname, port } = new URL(hub.url)
  const newId = commandIds()
  for (const counterId of hallCounters)
    await hub.command(`counter-${counterId}`, `/counters/${counterId}/commands`, { type: 'open' })
  return async (counterId, number) => {
    const address = new URL(`${hub.url}/api/v1/counters/${counterId}/commands`)
    // Where others wait as well, ours is called by its number.
    const type = isOwn ? { type: 'call-next' } : { type: 'call-number', number, reason: 'bench' }
    const body = JSON.stringify({ ...type, commandId: newId() })
    const request = postRequest(address, hub.token(`counter-${counterId}`), body)
    const connection = await connect(hostname, Number(port))
    const sent = performance.now()
    const { status, body: said } = await connection.exchange(request)
    const answered = performance.now()
    connection.close()
    if (status !== 200) throw new Error(`call: ${status} ${said}`)
    return { sent, answered, body: said }
  }
}

/** A POST that makes a bare server send about as many bytes to as many sockets. */
async function bareFanOut(samples: number[]): Promise<{ once(): Promise<void>; close(): Promise<void> }> {
  const reference = await startReference(300)
  const socket = `${reference.url.replace('http', 'ws')}/ws`
  const pages = await Promise.all(Array.from({ length: boardCount }, () => openBareSocket(socket)))
  const url = new URL(`${reference.url}/push`)
  const request = postRequest(url, '', JSON.stringify({ length: messageLength }))
  return {
    async once() {
      const seen = last(pages.map((page) => page.when(() => true)))
      const connection = await connect(url.hostname, Number(url.port))
      const sent = performance.now()
      await connection.exchange(request)
      samples.push((await seen) - sent)
      connection.close()
    },
    async close() {
      for (const page of pages) page.close()
      await reference.stop()
    },
  }
}

function figuresOf(into: Samples, { signNote, speakerNote }: Hall): Figure[] {
  const raw = { what: `bare POST to ${boardCount} sockets`, value: spread(into.bare).p50 }
  const fan = `the last of ${boardCount} boards`
  const from = 'Call-next sent until'
  return [
    durationFigure(`${from} answered (durable)`, into.answer, raw),
    durationFigure(`${from} pushed to every board`, into.board, raw, fan),
    durationFigure(
      'Call-next answered until pushed to every board',
      into.boardAfterAnswer,
      null,
      'below 0: before the answer',
    ),
    durationFigure(`${from} a board behind an agent has it`, into.agentBoard, raw),
    durationFigure(`${from} the counter sign shows the number`, into.sign, raw, signNote),
    durationFigure(`${from} the announcement is handed to the speaker`, into.speech, raw, speakerNote),
    durationFigure(`Bare POST until the last of ${boardCount} sockets has the message`, into.bare),
  ]
}

/** From call-next to board, sign and speaker, against a bare fan-out, turn by turn in the same run. */
export async function callBench({ target, samples }: BenchOptions): Promise<Figure[]> {
  const into: Samples = {
    answer: [],
    board: [],
    boardAfterAnswer: [],
    agentBoard: [],
    sign: [],
    speech: [],
    bare: [],
  }
  const hall = target === null ? await openOwnHall() : await openRunningHall(target.hub, target.access)
  const bare = await bareFanOut(into.bare)
  const exchange = await callers(hall)
  // The signs greet their master and say their first words before anything is measured.
  await pause(2_000)
  for (let turn = 0; turn < samples; turn += 1) {
    const counterId = hallCounters[turn % hallCounters.length] ?? 1
    await bare.once()
    await call(hall, counterId, exchange, into)
  }
  await bare.close()
  await hall.close()
  return figuresOf(into, hall)
}
