import { assert } from '#basics'
import {
  type CardPerson,
  checkCharacter,
  type MainlandCard,
  onbonSigns,
  openCodeScanner,
  openController,
  openEvaluator,
  openIdCardReader,
  openSignLine,
  readTemplate,
  simulateCodeScanner,
  simulateEvaluator,
  simulateIdCardReader,
  simulatePads,
  simulateSignLine,
} from '#drivers'
import { printerFamily } from './device_printer.ts'
import type { FaultyLine, Way, WireFault } from './device_wire.ts'

/** A driver, its simulated device, and what may be said of the two. */
export interface FamilyBench {
  /** The driver counts its device as well. */
  isWell(): boolean
  /** The n-th thing a person does: lays a card, presses a key, wants a text. */
  act(n: number): void
  /** The n-th thing came through. */
  isDone(n: number): boolean
  /** What must never be: another person, another number, one twice. Empty when all is right. */
  wrong(): readonly string[]
  /** The device is set right by hand after a fault: paper fed, half a line forgotten. */
  mend(): void
  close(): Promise<void>
}

/** A family on the matrix. */
export interface Family {
  readonly name: string
  open(line: FaultyLine): FamilyBench
  /** Faults that a protocol without a checksum cannot tell from the truth, and why. */
  leftOut(fault: WireFault): string | null
}

const all = () => null

const person = (n: number): MainlandCard => {
  const body = `310117195003${String(10 + n).padStart(2, '0')}902`
  return {
    kind: 'mainland',
    name: `示范${'甲乙丙丁'.charAt(n)}`,
    sex: 'female',
    nation: '01',
    birthDate: `1950-03-${String(10 + n).padStart(2, '0')}`,
    address: `上海市松江区示范路${n}号（虚构）`,
    idNumber: `${body}${checkCharacter(body)}`,
    authority: '上海市公安局松江分局',
    validFrom: '2020-01-01',
    validTo: 'long-term',
    photo: new Uint8Array(1_024),
  }
}

const withoutPhoto = ({ photo: _, ...words }: CardPerson) => JSON.stringify(Object.entries(words).sort())

const reader: Family = {
  name: 'id-card',
  leftOut: all,
  open({ transport, port, time: { clock } }) {
    const simulator = simulateIdCardReader(port, clock)
    const told: string[] = []
    const wrong: string[] = []
    let lying: MainlandCard | null = null
    const driver = openIdCardReader({
      transport,
      clock,
      baudRate: 115_200,
      onCard(read) {
        told.push(withoutPhoto(read))
        if (lying === null || withoutPhoto(read) !== withoutPhoto(lying))
          wrong.push(`read ${read.name} ${read.idNumber.slice(-4)}`)
      },
      onCardLifted: () => undefined,
      onStatus: () => undefined,
    })
    return {
      isWell: () => driver.status().state === 'ready',
      act(n) {
        simulator.liftCard()
        lying = person(n)
        simulator.placeCard(lying)
      },
      isDone: (n) => told.includes(withoutPhoto(person(n))),
      wrong: () => wrong,
      mend: () => simulator.liftCard(),
      close: driver.close,
    }
  },
}

const noSum = 'a scanner’s line has no checksum; the hub knows no such ticket'
const neverAsked = 'a scanner is never spoken to'

const scanner: Family = {
  name: 'code-scanner',
  leftOut({ kind }) {
    if (kind === 'echo') return neverAsked
    return ['flip', 'drop', 'noise', 'stale'].includes(kind) ? noSum : null
  },
  open({ transport, port, time: { clock } }) {
    const simulator = simulateCodeScanner(port, clock)
    const told: string[] = []
    const idOf = (n: number) => `01J8Z6Q4000000000000000${String(n).padStart(3, '0')}`
    const driver = openCodeScanner({
      transport,
      clock,
      affixes: { prefix: '', suffix: '' },
      onCode: (code) => code.kind === 'ticket' && told.push(code.ticketId),
      onStatus: () => undefined,
    })
    let acts = 0
    return {
      isWell: () => driver.status().state === 'ready',
      act(n) {
        acts = n
        simulator.scan(`https://hall.example/t/${idOf(n)}`)
      },
      isDone: (n) => told.includes(idOf(n)),
      wrong: () => told.filter((id) => !Array.from({ length: acts + 1 }, (_, n) => idOf(n)).includes(id)),
      mend: () => undefined,
      close: driver.close,
    }
  },
}

const signs: Family = {
  name: 'counter-sign',
  leftOut: all,
  open({ transport, port, time: { clock } }) {
    const simulator = simulateSignLine(port, clock, [1])
    const textOf = (n: number) => `请A00${n}号`
    const wrong = new Set<string>()
    const driver = openSignLine({
      transport,
      clock,
      addresses: [1],
      protocol: onbonSigns(),
      onStatus: () => undefined,
    })
    driver.show(1, textOf(0))
    const shown = () => simulator.snapshot().get(1)?.text.trim() ?? ''
    let acts = 0
    const look = () => {
      const wanted = Array.from({ length: acts + 1 }, (_, n) => textOf(n))
      if (shown() !== '' && !wanted.includes(shown())) wrong.add(shown())
    }
    return {
      isWell: () => driver.status().get(1)?.state === 'ready',
      act(n) {
        acts = n
        driver.show(1, textOf(n))
      },
      isDone(n) {
        look()
        return shown() === textOf(n) && driver.status().get(1)?.state === 'ready'
      },
      wrong: () => [...wrong],
      mend: () => undefined,
      close: driver.close,
    }
  },
}

function templateOf(name: string) {
  const read = readTemplate(new URL(`../../../resources/devices/${name}.json`, import.meta.url))
  assert(read.ok, read.ok ? '' : read.error)
  return read.value
}

const pads: Family = {
  name: 'call-pad',
  leftOut: all,
  open({ transport, port, time: { clock } }) {
    const simulator = simulatePads(port, clock, [7])
    const told: string[] = []
    const keys = ['next', 'recall', 'arrive', 'finish']
    const driver = openController({
      transport,
      clock,
      baudRate: 57_600,
      signs: null,
      pads: {
        template: templateOf('call_pad_example'),
        addresses: [7],
        onPress: (_, action) => told.push(action),
        onStatus: () => undefined,
      },
    })
    let acts = 0
    return {
      isWell: () => driver.padStatus().get(7)?.state === 'ready',
      act(n) {
        acts = n
        simulator.press(7, n + 1)
      },
      isDone: (n) => told.includes(keys[n] ?? ''),
      wrong: () =>
        told.filter((key, at) => told.indexOf(key) !== at || !keys.slice(0, acts + 1).includes(key)),
      mend: () => undefined,
      close: driver.close,
    }
  },
}

const evaluator: Family = {
  name: 'evaluator',
  leftOut: all,
  open({ transport, port, time: { clock } }) {
    const simulator = simulateEvaluator(port, clock, 1)
    const told: number[] = []
    const markOf = (n: number) => 5 - n
    const driver = openEvaluator({
      transport,
      clock,
      template: templateOf('evaluator_example'),
      address: 1,
      onMark: (mark) => told.push(mark),
      onStatus: () => undefined,
    })
    let acts = 0
    return {
      isWell: () => driver.status().state === 'ready',
      act(n) {
        acts = n
        driver.ask()
        clock.after(200, () => simulator.press(n + 1))
      },
      isDone: (n) => told.includes(markOf(n)),
      wrong: () =>
        told
          .filter((mark, at) => told.indexOf(mark) !== at || mark < markOf(acts))
          .map((mark) => `mark ${mark}`),
      mend: () => undefined,
      close: driver.close,
    }
  },
}

/** What the product does with an outcome nobody knows: nothing, a person looks. */
const askAPerson = () => undefined

/** Every family with a line. */
export const families: readonly Family[] = [
  reader,
  scanner,
  signs,
  pads,
  evaluator,
  printerFamily(askAPerson),
]

/** The ways a family's bytes go: a scanner is never spoken to. */
export const waysOf = ({ name }: Family): readonly Way[] =>
  name === 'code-scanner' ? ['to-driver'] : ['to-device', 'to-driver']
