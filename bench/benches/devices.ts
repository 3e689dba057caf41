import { assert, type Clock, systemClock } from '#basics'
import {
  checkCharacter,
  decodeContent,
  encodeContent,
  type MainlandCard,
  memoryCable,
  openIdCardReader,
  readTemplate,
  scannedCode,
  simulateIdCardReader,
} from '#drivers'
import { lineEnds, lineReader } from '../../drivers/framing/lines.ts'
import { samFrame, samFrameReader } from '../../drivers/framing/sam_frame.ts'
import { codecRate } from '../codec_rate.ts'
import { countFigure, durationFigure, type Figure } from '../figures.ts'
import type { BenchOptions } from '../options.ts'

/** From the last byte of a card to the person, without the wire: more than this a visitor would feel, ms. */
const bound = 20
/** Polls of the driver follow each other so many times faster: they are not what is measured. */
const hurry = 20
/** A read reply with a photo is longer than this; no other reply is, bytes. */
const longReply = 1_000

const body = '31011719500307902'
const card: MainlandCard = {
  kind: 'mainland',
  name: '张示三',
  sex: 'female',
  nation: '01',
  birthDate: '1950-03-07',
  address: '上海市松江区示范路1号（虚构）',
  idNumber: `${body}${checkCharacter(body)}`,
  authority: '上海市公安局松江分局',
  validFrom: '2020-01-01',
  validTo: 'long-term',
  photo: new Uint8Array(1_024),
}

/** Lays a card down again and again and measures from its bytes to its person. */
async function cardTimes(samples: number): Promise<readonly number[]> {
  const real = systemClock()
  const clock: Clock = { ...real, after: (ms, action) => real.after(ms / hurry, action) }
  const cable = memoryCable()
  let arrivedAt = 0
  let told: (at: number) => void = () => undefined
  let lifted: () => void = () => undefined
  const simulator = simulateIdCardReader(
    {
      send(bytes) {
        if (bytes.length > longReply) arrivedAt = performance.now()
        cable.send(bytes)
      },
      onBytes: cable.onBytes,
    },
    clock,
  )
  const driver = openIdCardReader({
    transport: cable.transport,
    clock,
    baudRate: 115_200,
    onCard: () => told(performance.now() - arrivedAt),
    onCardLifted: () => lifted(),
    onStatus: () => undefined,
  })
  const times: number[] = []
  for (let n = 0; n < samples; n += 1) {
    const read = new Promise<number>((resolve) => {
      told = resolve
    })
    simulator.placeCard(card)
    times.push(await read)
    const gone = new Promise<void>((resolve) => {
      lifted = resolve
    })
    simulator.liftCard()
    await gone
  }
  await driver.close()
  return times
}

/** A codec that counts what it finds. */
function counted(open: (found: () => void) => { push(bytes: Uint8Array): unknown }) {
  let frames = 0
  const reader = open(() => {
    frames += 1
  })
  return (bytes: Uint8Array) => {
    const before = frames
    reader.push(bytes)
    return frames - before
  }
}

function templateRate(what: string, file: string, reply: Uint8Array): Figure {
  const template = readTemplate(new URL(`../../resources/devices/${file}.json`, import.meta.url))
  assert(template.ok, 'the example template is good')
  const parser = template.value.parser()
  return codecRate(what, reply, (bytes) => parser.push(bytes).filter((found) => found.ok).length)
}

function codecs(): Figure[] {
  const encoded = encodeContent(card)
  assert(encoded.ok, 'the example card fits')
  const content = encoded.value
  const reply = samFrame(Uint8Array.from([0, 0, 0x90, ...content]))
  const link = 'https://hall.example/t/01J8Z6Q4000000000000000001'
  const code = new TextEncoder().encode(`${link}\r\n`)
  const nothing = () => undefined
  const sam = counted((onFrame) => samFrameReader({ onFrame, onSpoilt: nothing }))
  const lines = counted((onLine) => lineReader({ ends: lineEnds, longest: 256, onLine, onOverlong: nothing }))
  return [
    codecRate('ID card replies framed (SAM)', reply, sam),
    codecRate('ID cards decoded', content, (bytes) => Number(decodeContent(bytes).ok)),
    codecRate('Scanner lines framed', code, lines),
    codecRate('Scanned codes understood', code, () => Number(scannedCode(link).kind === 'ticket')),
    templateRate(
      'Call pad replies parsed',
      'call_pad_example',
      Uint8Array.of(0xaa, 0x5a, 1, 0x81, 2, 9, 1, 0x8e),
    ),
    templateRate('Evaluator replies parsed', 'evaluator_example', Buffer.from('\x0201K5\x037C', 'latin1')),
  ]
}

/** What the drivers' own code costs, without the wires. Rejects when a card takes longer than a visitor would feel. */
export async function devicesBench(options: BenchOptions): Promise<Figure[]> {
  const times = await cardTimes(options.samples)
  const late = times.filter((ms) => ms > bound).length
  const figure = durationFigure('ID card: last byte of the card to the parsed person, wire excluded', times)
  options.say(`  ${figure.what}: p99 ${figure.p99?.toFixed(2)} ms`)
  assert(late === 0, `${late} cards took more than ${bound} ms`)
  return [figure, countFigure(`Cards later than ${bound} ms`, late, times.length), ...codecs()]
}
