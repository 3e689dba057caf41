import { answerFaults, idCardSimulatorFaults, signFaults } from '#drivers'
import type { DockCommand, DockState } from '#protocol'
import type { DockHand } from './dock_hand.ts'

/** One thing that goes wrong with a device and is put right again. */
interface Mishap {
  readonly device: string
  readonly what: string
  readonly begin: DockCommand
  readonly end: DockCommand
  /** Whether the dock shows it. */
  isOn(state: DockState): boolean
}

const ofPrinter = (name: string): Mishap => ({
  device: 'printer',
  what: `printer: ${name}`,
  begin: { type: 'printer-switch', name, on: true },
  end: { type: 'printer-switch', name, on: false },
  isOn: ({ printer }) => printer.switches[name] === true,
})

const lines = { reader: 'reader', sign: 'signs', pad: 'pad', evaluator: 'evaluator' } as const

const ofLine = (device: keyof typeof lines, fault: string): Mishap => ({
  device,
  what: `${device}: ${fault}`,
  begin: { type: `${device}-fault`, fault },
  end: { type: `${device}-fault`, fault: 'none' },
  isOn: (state) => state[lines[device]].fault === fault,
})

/** What goes wrong at a kiosk. */
export const kioskMishaps: readonly Mishap[] = [
  ...['unplugged', 'paper-end', 'paper-ends-mid-ticket', 'cover-open', 'cutter-jam'].map(ofPrinter),
  ...['offline', 'silent', 'noisy', 'near-end', 'no-process-id'].map(ofPrinter),
  ...['unplugged', ...idCardSimulatorFaults.slice(1)].map((fault) => ofLine('reader', fault)),
]

/** What goes wrong at a counter and its sign. An echo is a way a line is wired, not an accident. */
export const counterMishaps: readonly Mishap[] = [
  ...['unplugged', ...signFaults.filter((fault) => fault !== 'echo')].map((fault) => ofLine('sign', fault)),
  ...(['pad', 'evaluator'] as const).flatMap((device) =>
    ['unplugged', ...answerFaults.filter((fault) => fault !== 'echo')].map((fault) => ofLine(device, fault)),
  ),
]

/** Longest time the dock takes to show a switch, ms: a pty is made anew when its cable is put back. */
const dockPatience = 10_000
/** A device stays wrong for so many moments. */
const lasts = { least: 1, most: 3 } as const
/** How often a moment begins something new, if fewer than two things are wrong. */
const chance = 0.45

/** The mishaps of one place, thrown at the moments its people come to: the same seed, the same mishaps. */
export interface Misfortune {
  /** Something happens at this place: what is over is put right, something new may go wrong. */
  moment(): Promise<void>
  /** Everything is put right. */
  end(): Promise<void>
  readonly happened: readonly string[]
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const rest = [...list]
  return list.flatMap(() => rest.splice(Math.floor(random() * rest.length), 1))
}

/** Deals the mishaps like cards: each comes once before any comes again. */
export function misfortune(dock: DockHand, mishaps: readonly Mishap[], random: () => number): Misfortune {
  const happened: string[] = []
  let deck: Mishap[] = []
  let wrong: { readonly mishap: Mishap; left: number }[] = []

  const begin = async (mishap: Mishap) => {
    happened.push(mishap.what)
    dock.send(mishap.begin)
    await dock.until(mishap.isOn, dockPatience)
  }
  const end = async (mishap: Mishap) => {
    dock.send(mishap.end)
    await dock.until((state) => !mishap.isOn(state), dockPatience)
    // The roll that ended inside a ticket is empty: a new one is put in.
    if (mishap.device === 'printer') dock.send({ type: 'printer-switch', name: 'paper-end', on: false })
  }
  const next = () => {
    if (deck.length === 0) deck = shuffled(mishaps, random)
    const at = deck.findIndex(({ device }) => wrong.every(({ mishap }) => mishap.device !== device))
    return at < 0 ? null : (deck.splice(at, 1)[0] ?? null)
  }
  return {
    happened,
    async moment() {
      for (const each of wrong) each.left -= 1
      const over = wrong.filter(({ left }) => left <= 0)
      wrong = wrong.filter(({ left }) => left > 0)
      for (const { mishap } of over) await end(mishap)
      if (wrong.length >= 2 || random() >= chance) return
      const mishap = next()
      if (mishap === null) return
      const left = lasts.least + Math.floor(random() * (lasts.most - lasts.least + 1))
      wrong.push({ mishap, left })
      await begin(mishap)
    },
    async end() {
      for (const { mishap } of wrong) await end(mishap)
      wrong = []
    },
  }
}
