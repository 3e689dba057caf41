import { idCardSimulatorFaults, type PrinterSwitches, type SignFault, signFaults } from '#drivers'
import type { Hall } from './day_hall.ts'
import type { DayTime } from './day_time.ts'

/** One thing that goes wrong and is put right again. */
interface Mishap {
  readonly what: string
  begin(): void
  end(): void
}

const printerSwitches: readonly (readonly [string, Partial<PrinterSwitches>, Partial<PrinterSwitches>])[] = [
  ['paper out', { paperEnd: true }, { paperEnd: false }],
  ['paper ends inside a ticket', { endAfterLines: 4 }, { paperEnd: false, endAfterLines: null }],
  ['cover open', { coverOpen: true }, { coverOpen: false }],
  ['cutter jam', { cutterJam: true }, { cutterJam: false }],
  ['dead', { silent: true }, { silent: false }],
  ['noisy', { noisy: true }, { noisy: false }],
]

function mishaps(hall: Hall): readonly Mishap[] {
  const { cables, printer, reader, signs, pads } = hall
  const cable = (name: keyof Hall['cables']): Mishap => ({
    what: `${name}: cable pulled`,
    begin: () => cables[name].unplug(),
    end: () => cables[name].plugIn(),
  })
  const lineFaults = (['silent', 'noise', 'half-frame', 'wrong-checksum', 'stale-reply'] as const).flatMap(
    (fault): Mishap[] => [
      {
        what: `pad: ${fault}`,
        begin: () => pads.fault(1, fault),
        end: () => pads.fault(1, null),
      },
    ],
  )
  const signFault = (address: number, fault: SignFault): Mishap => ({
    what: `sign ${address}: ${fault}`,
    begin: () => signs.fault(address, fault),
    end: () => signs.fault(address, null),
  })
  return [
    ...(['reader', 'printer', 'printer', 'signs', 'pads'] as const).map(cable),
    ...printerSwitches.map(([what, on, off]) => ({
      what: `printer: ${what}`,
      begin: () => printer.set(on),
      end() {
        printer.set(off)
        printer.reload()
      },
    })),
    ...idCardSimulatorFaults.slice(1).map((fault) => ({
      what: `reader: ${fault}`,
      begin: () => reader.setFault(fault),
      end: () => reader.setFault('none'),
    })),
    ...lineFaults,
    ...[1, 2].flatMap((address) =>
      signFaults.filter((fault) => fault !== 'echo').map((fault) => signFault(address, fault)),
    ),
  ]
}

const between = (random: () => number, from: number, to: number) => from + random() * (to - from)

/** Makes one thing after another go wrong until the hall closes; everything is put right in the end. */
export async function misfortune(
  hall: Hall,
  time: DayTime,
  random: () => number,
  isOpen: () => boolean,
): Promise<readonly string[]> {
  const all = mishaps(hall)
  const happened: string[] = []
  const one = async () => {
    while (isOpen()) {
      await time.sleep(between(random, 5_000, 45_000))
      const mishap = all[Math.floor(random() * all.length)]
      if (mishap === undefined || !isOpen()) continue
      happened.push(mishap.what)
      mishap.begin()
      await time.sleep(between(random, 500, 25_000))
      mishap.end()
    }
  }
  // Two at a time: what goes wrong seldom waits for its turn.
  await Promise.all([one(), one()])
  for (const each of all) each.end()
  return happened
}
