import { assert, sleep, systemClock } from '#basics'
import {
  type Controller,
  memoryCable,
  onbonSigns,
  openController,
  readTemplate,
  type SimulatorPort,
  simulatePads,
  simulateSignLine,
} from '#drivers'
import { codecRate } from '../codec_rate.ts'
import { countFigure, durationFigure, type Figure, spread } from '../figures.ts'
import type { BenchOptions } from '../options.ts'

const baudRate = 57_600
const signCount = 32
const padCount = 8
/** A call's frame must be on its sign within this on a line that is being refreshed, ms (see docs/drivers). */
const bound = 1_000
const numbered = (count: number, from: number) => Array.from({ length: count }, (_, i) => from + i)

/** Carries bytes as fast as the line does: each one arrives when its ten bits have passed. */
function paced(port: SimulatorPort): SimulatorPort {
  const clock = systemClock()
  const lane = () => {
    let freeAt = 0
    return (bytes: Uint8Array, deliver: (bytes: Uint8Array) => void) => {
      freeAt = Math.max(freeAt, performance.now()) + (bytes.length * 10_000) / baudRate
      clock.after(freeAt - performance.now(), () => deliver(bytes))
    }
  }
  const [out, back] = [lane(), lane()]
  return {
    send: (bytes) => back(bytes, port.send),
    onBytes: (receive) => port.onBytes((bytes) => out(bytes, receive)),
  }
}

/** Both kinds of members on the device's end of one line. */
function members(port: SimulatorPort) {
  const listeners: ((bytes: Uint8Array) => void)[] = []
  port.onBytes((bytes) => {
    for (const listen of listeners) listen(bytes)
  })
  const end = (): SimulatorPort => ({
    send: port.send,
    onBytes: (receive) => void listeners.push(receive),
  })
  const clock = systemClock()
  const signs = simulateSignLine(end(), clock, numbered(signCount, 1))
  const pads = simulatePads(end(), clock, numbered(padCount, 101))
  /** The moment a sign shows a text: looked up after each portion of bytes. */
  const whenShown = (address: number, text: string) =>
    new Promise<number>((done) => {
      let isOver = false
      listeners.push(() => {
        if (isOver || signs.snapshot().get(address)?.text !== text) return
        isOver = true
        done(performance.now())
      })
    })
  return { signs, pads, whenShown }
}

function openLine() {
  const cable = memoryCable()
  const template = readTemplate(new URL('../../resources/devices/call_pad_example.json', import.meta.url))
  assert(template.ok, 'the example template is good')
  const there = members(paced(cable))
  const nothing = () => undefined
  const controller: Controller = openController({
    transport: cable.transport,
    clock: systemClock(),
    baudRate,
    signs: { protocol: onbonSigns(), addresses: numbered(signCount, 1), onStatus: nothing },
    pads: {
      template: template.value,
      addresses: numbered(padCount, 101),
      onPress: nothing,
      onStatus: nothing,
    },
  })
  return { ...there, controller }
}

function codecs(): Figure[] {
  const signs = onbonSigns()
  const template = readTemplate(new URL('../../resources/devices/dory_example.json', import.meta.url))
  assert(template.ok, 'the example template is good')
  const frame = template.value.encode('show', { address: 1, text: '请A001号' })
  assert(frame.ok, 'it encodes')
  const parser = template.value.parser('both')
  const fitted = signs.fit('请A001号')
  const writing = signs.show(1, fitted, true)
  const reader = signs.reader(1)
  return [
    codecRate('Frames of a BX sign written', writing, () => Math.sign(signs.show(1, fitted, true).length)),
    codecRate('Frames of a BX card parsed', writing, (bytes) => reader(bytes).length),
    codecRate('Frames of a template parsed', frame.value, (bytes) => parser.push(bytes).length),
  ]
}

/** 32 signs refreshed and 8 pads asked on one line of 57600 baud while calls come. Rejects when a call is late. */
export async function signsBench(options: BenchOptions): Promise<Figure[]> {
  const { signs, pads, whenShown, controller } = openLine()
  const clock = systemClock()
  const addresses = numbered(signCount, 1)
  for (const address of addresses) controller.signs?.show(address, '欢迎光临')
  while ([...signs.snapshot().values()].some(({ text }) => text !== '欢迎光临')) await sleep(clock, 20)
  const samples: number[] = []
  for (let n = 0; n < options.samples; n += 1) {
    // Every sign is being asked something when the call comes: the worst a refresh can do.
    for (const address of addresses) void controller.signs?.order(address, 'ping')
    const address = 1 + (n % signCount)
    const text = `请A${String(n % 1_000).padStart(3, '0')}号`
    const shown = whenShown(address, text)
    const from = performance.now()
    controller.signs?.show(address, text)
    samples.push((await shown) - from)
    await sleep(clock, 200)
  }
  const gaps = numbered(padCount, 101).flatMap((address) =>
    pads.asked(address).flatMap((at, i, all) => (i === 0 ? [] : [at - (all[i - 1] ?? at)])),
  )
  await controller.close()
  const late = samples.filter((ms) => ms > bound).length
  assert(late === 0, `${late} calls took more than ${bound} ms`)
  return [
    durationFigure(
      `Call to the last byte at its sign, ${signCount} signs refreshed, ${padCount} pads asked, 57600 baud`,
      samples,
    ),
    { ...durationFigure('Between two questions to the same pad meanwhile', gaps), ...spread(gaps) },
    countFigure(`Calls later than ${bound} ms`, late, samples.length),
    countFigure('Frames spoilt on that line', signs.line().badFrames, signs.line().frames),
    ...codecs(),
  ]
}
