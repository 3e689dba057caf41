import { afterEach, expect, test } from 'vitest'
import { onbonSigns } from '../counter-sign/onbon.ts'
import { readSignFont } from '../counter-sign/sign_font.ts'
import { simulateSignLine } from '../counter-sign/simulator.ts'
import { hurriedClock, until } from '../line/line.fixture.ts'
import { type PtyPair, ptyPair } from '../transport/pty_pair.ts'
import type { SimulatorPort } from '../transport/types.ts'
import { type Controller, openController } from './controller.ts'
import { padTemplate, sharedPort } from './pads.fixture.ts'
import { simulatePads } from './simulator.ts'

let pair: PtyPair | null = null
let controller: Controller | null = null
afterEach(async () => {
  await controller?.close()
  await pair?.close()
})

/** A wire on which the next frame that begins so is cut: no byte after the given place passes, either way. */
function cutting(port: SimulatorPort) {
  let plan: { start: number; left: number; onCut: () => void } | null = null
  let cut = false
  let receive: (bytes: Uint8Array) => void = () => undefined
  port.onBytes((bytes) => {
    for (const byte of bytes) {
      if (cut) return
      if (plan !== null && (byte === plan.start || plan.left >= 0) && plan.left-- === 0) {
        cut = true
        return plan.onCut()
      }
      receive(Uint8Array.of(byte))
    }
  })
  return {
    port: {
      send: (bytes) => {
        if (!cut) port.send(bytes)
      },
      onBytes: (given) => {
        receive = given
      },
    } satisfies SimulatorPort,
    cutAt: (start: number, left: number) =>
      new Promise<void>((onCut) => {
        plan = { start, left, onCut }
      }),
    mend() {
      plan = null
      cut = false
    },
  }
}

async function open() {
  const clock = hurriedClock(10)
  const line = await ptyPair()
  pair = line
  const wire = cutting(line.port)
  const ends = sharedPort(wire.port)
  const signs = simulateSignLine(ends(), clock, [1], readSignFont())
  const pads = simulatePads(ends(), clock, [7])
  const pressed: string[] = []
  const made = openController({
    transport: line.driverTransport(57_600),
    clock,
    baudRate: 57_600,
    signs: { protocol: onbonSigns(), addresses: [1], onStatus: () => undefined },
    pads: {
      template: padTemplate,
      addresses: [7],
      onPress: (_, action) => pressed.push(action),
      onStatus: () => undefined,
    },
  })
  controller = made
  const isWell = () =>
    made.padStatus().get(7)?.state === 'ready' && made.signs?.status().get(1)?.state === 'ready'
  await until('both are there', isWell)
  const pullAndMend = async (happened: Promise<void>) => {
    await happened
    await line.unplug()
    await until('gone', () => made.padStatus().get(7)?.state === 'absent')
    wire.mend()
    await line.plugIn()
    await until('back', isWell)
  }
  return { signs, pads, pressed, made, wire, pullAndMend }
}

test('the cable is pulled at every byte of a sign’s frame and put back: the text stands in the end', async () => {
  const { signs, made, wire, pullAndMend } = await open()
  const frame = onbonSigns().show(1, onbonSigns().fit('请A001号'), true)
  for (let at = 0; at < frame.length; at += 1) {
    const text = at % 2 === 0 ? '请A001号' : '请B002号'
    const cut = wire.cutAt(0xa5, at)
    made.signs?.show(1, text)
    await pullAndMend(cut)
    await until(`the text after ${at} bytes`, () => signs.snapshot().get(1)?.text === text)
  }
  expect(made.signs?.status().get(1)?.counters.reconnects).toBe(frame.length)
}, 90_000)

test('the cable is pulled at every byte of a pad’s question and put back: the next key counts once', async () => {
  const { pads, pressed, wire, pullAndMend } = await open()
  const frame = padTemplate.encode('poll', { address: 7, taken: 0 })
  const size = frame.ok ? frame.value.length : 0
  for (let at = 0; at < size; at += 1) {
    await pullAndMend(wire.cutAt(0xaa, at))
    pressed.length = 0
    pads.press(7, at % 2 === 0 ? 1 : 2)
    await until(`the key after ${at} bytes`, () => pressed.length > 0)
  }
  expect(size).toBe(7)
  expect(pressed).toHaveLength(1)
}, 90_000)
