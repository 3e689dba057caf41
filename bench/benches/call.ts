import { z } from 'zod'
import { durationFigure, type Figure, spread } from '../figures.ts'
import { startAgent } from '../hall/agent_process.ts'
import { type HallHub, startHallHub } from '../hall/hub_of_hall.ts'
import { openSigns, type Signs } from '../hall/signs.ts'
import { openBareSocket, openPage, type Page } from '../hall/sockets.ts'
import { openSpeaker, type Speaker } from '../hall/speaker.ts'
import { connect, postRequest } from '../load/connection.ts'
import type { BenchOptions } from '../options.ts'
import { pause } from '../programs.ts'
import { startReference } from '../reference/start_reference.ts'

const boards = 16
const counters = [1, 2, 3, 4] as const
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

interface Hall {
  readonly hub: HallHub
  readonly boards: readonly Page[]
  readonly agentBoard: Page
  readonly signs: Signs
  readonly speaker: Speaker
}

const isCallAt = (counterId: number) => (text: string) =>
  text.includes('"TicketCalled"') && text.includes(`"counterId":"${counterId}"`)
const last = (times: readonly Promise<number>[]) => Promise.all(times).then((all) => Math.max(...all))

/** One call: from the sending of call-next to everything the hall sees and hears of it. */
async function call(hall: Hall, counterId: number, exchange: Exchange, into: Samples): Promise<void> {
  const { hub, signs, speaker } = hall
  const path = `/counters/${counterId}/commands`
  const device = `counter-${counterId}`
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
  const { sent, answered, body } = await exchange(counterId)
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
  await hub.command(device, path, { type: 'arrive' })
  await hub.command(device, path, { type: 'finish' })
  // The speaker is idle again before the next call, so that no call waits for another's words.
  await pause(Math.max(0, durationMs - (performance.now() - at)) + betweenMs)
}

type Exchange = (counterId: number) => Promise<{ sent: number; answered: number; body: string }>

/** Sends call-next over kept connections, as a counter's terminal keeps its own. */
async function callers(hub: HallHub): Promise<Exchange> {
  const url = new URL(hub.url)
  const open = await Promise.all(counters.map(() => connect(url.hostname, Number(url.port))))
  let turn = 0
  return async (counterId) => {
    turn += 1
    const commandId = `01CA11${String(turn).padStart(20, '0')}`
    const address = new URL(`${hub.url}/api/v1/counters/${counterId}/commands`)
    const body = JSON.stringify({ type: 'call-next', commandId })
    const request = postRequest(address, hub.device(`counter-${counterId}`).token, body)
    const sent = performance.now()
    const answer = await open[counterId - 1]?.exchange(request)
    if (answer?.status !== 200) throw new Error(`call-next: ${answer?.status} ${answer?.body}`)
    return { sent, answered: performance.now(), body: answer.body }
  }
}

/** A POST that makes a bare server send the same number of bytes to as many sockets. */
async function bareFanOut(samples: number[]): Promise<{ once(): Promise<void>; close(): Promise<void> }> {
  const reference = await startReference(300)
  const socket = `${reference.url.replace('http', 'ws')}/ws`
  const pages = await Promise.all(Array.from({ length: boards }, () => openBareSocket(socket)))
  const url = new URL(`${reference.url}/push`)
  const connection = await connect(url.hostname, Number(url.port))
  const request = postRequest(url, '', JSON.stringify({ length: messageLength }))
  return {
    async once() {
      const seen = last(pages.map((page) => page.when(() => true)))
      const sent = performance.now()
      await connection.exchange(request)
      samples.push((await seen) - sent)
    },
    async close() {
      connection.close()
      for (const page of pages) page.close()
      await reference.stop()
    },
  }
}

async function openHall(): Promise<{ hall: Hall; close(): Promise<void> }> {
  const hub = await startHallHub()
  const [signs, speaker] = await Promise.all([openSigns(counters), openSpeaker()])
  const agent = await startAgent('display', hub.url, hub.device('hall-1'), {
    signLine: {
      path: signs.path,
      baudRate: 57_600,
      signs: counters.map((address) => ({ counterId: String(address), address })),
    },
    announcer: {
      pack: 'stand-in',
      sink: 'dock',
      dockUrl: speaker.url,
      dockToken: 'bench',
      times: 1,
      quietAtNight: false,
    },
  })
  const token = hub.device('bench-board').token
  const pages = await Promise.all(Array.from({ length: boards }, () => openPage(hub.socket, token)))
  const agentBoard = await openPage(agent.url, agent.token)
  for (const counterId of counters)
    await hub.command(`counter-${counterId}`, `/counters/${counterId}/commands`, { type: 'open' })
  return {
    hall: { hub, boards: pages, agentBoard, signs, speaker },
    async close() {
      for (const page of [...pages, agentBoard]) page.close()
      await agent.stop()
      await signs.close()
      speaker.close()
      await hub.stop()
    },
  }
}

/** From call-next to board, sign and speaker, against a bare fan-out, turn by turn in the same run. */
export async function callBench(options: BenchOptions): Promise<Figure[]> {
  const into: Samples = {
    answer: [],
    board: [],
    boardAfterAnswer: [],
    agentBoard: [],
    sign: [],
    speech: [],
    bare: [],
  }
  const { hall, close } = await openHall()
  const bare = await bareFanOut(into.bare)
  const exchange = await callers(hall.hub)
  // The signs greet their master and say their first words before anything is measured.
  await pause(2_000)
  for (let turn = 0; turn < options.samples; turn += 1) {
    const counterId = counters[turn % counters.length] ?? 1
    await bare.once()
    await call(hall, counterId, exchange, into)
  }
  await bare.close()
  await close()
  const raw = { what: `bare POST to ${boards} sockets`, value: spread(into.bare).p50 }
  const fan = `the last of ${boards} boards`
  return [
    durationFigure('Call-next sent until answered (durable)', into.answer, raw),
    durationFigure('Call-next sent until pushed to every board', into.board, raw, fan),
    durationFigure(
      'Call-next answered until pushed to every board',
      into.boardAfterAnswer,
      null,
      `${fan}; below 0: before the answer`,
    ),
    durationFigure('Call-next sent until a board behind an agent has it', into.agentBoard, raw),
    durationFigure(
      'Call-next sent until the counter sign shows the number',
      into.sign,
      raw,
      'frame parsed at a simulated sign on a pty',
    ),
    durationFigure(
      'Call-next sent until the announcement is handed to the speaker',
      into.speech,
      raw,
      'speaker idle; WAV joined and posted',
    ),
    durationFigure(`Bare POST until the last of ${boards} sockets has the message`, into.bare),
  ]
}
