import { expect, test } from 'vitest'
import { samplePapers } from '#ticket'
import { type Family, families } from './support/device_families.ts'
import { bytesOf, casesOf, named, runCase } from './support/device_matrix.ts'
import { printerFamily } from './support/device_printer.ts'
import { type FaultyLine, memoryLine, ptyLine, type WireFault } from './support/device_wire.ts'
import { keep } from './support/table.ts'

const everyByte = process.env.FAULT_EVERY_BYTE === '1'

/** About so many places of one fault are tried over ptys when not every byte is. */
const ptyPlaces = 3
/** In memory a cut is tried at every byte always, other faults at about so many places. */
const memoryPlaces = 40

const strideFor = (bytes: number, tries: number) => (everyByte ? 1 : Math.max(1, Math.floor(bytes / tries)))

async function tryAll(
  family: Family,
  open: () => Promise<FaultyLine>,
  cases: readonly WireFault[],
): Promise<readonly string[]> {
  const found: string[] = []
  for (const fault of cases) {
    const findings = await runCase(await open(), family, fault)
    found.push(...findings.map((finding) => `${family.name}, ${named(fault)}: ${finding}`))
  }
  return found
}

const limit = everyByte ? 3_600_000 : 120_000

test.each(families)(
  '$name on a cable in memory: any byte lost, spoilt, stale or doubled, and it comes back with nothing wrong',
  async (family) => {
    const bytes = await bytesOf(await memoryLine(), family)
    const longest = Math.max(...Object.values(bytes))
    const cases = casesOf(family, bytes, (kind) => (kind === 'cut' ? 1 : strideFor(longest, memoryPlaces)))
    const found = await tryAll(family, memoryLine, cases)
    keep(`device-memory-${family.name}`, {
      what: `${family.name}: bytes of every frame, cable in memory`,
      tried: cases.length,
      unit: 'faults',
      broken: found.length,
      isControl: false,
      note: '',
    })
    expect(found).toEqual([])
  },
  limit,
)

test.each(families)(
  '$name over a real pty: the cable is pulled inside a frame and put back',
  async (family) => {
    const bytes = await bytesOf(await memoryLine(), family)
    const longest = Math.max(...Object.values(bytes))
    const cases = casesOf(family, bytes, () => strideFor(longest, ptyPlaces)).filter(
      ({ kind, at }) => everyByte || (kind === 'cut' && (at === 1 || at > 3)) || kind === 'dribble',
    )
    const found = await tryAll(family, ptyLine, cases)
    keep(`device-pty-${family.name}`, {
      what: `${family.name}: cable pulled inside a frame, real pty`,
      tried: cases.length,
      unit: 'faults',
      broken: found.length,
      isControl: false,
      note: '',
    })
    expect(found).toEqual([])
  },
  limit,
)

test('control: whoever resends what nobody knows is found out', async () => {
  const blind = printerFamily((outlet, n) => {
    void outlet.print({
      jobId: `t${n}.again`,
      paper: { ...samplePapers.normal, number: `A01${n}`, marks: [] },
    })
  })
  const bytes = await bytesOf(await memoryLine(), blind)
  const cuts = casesOf(blind, bytes, () => 8).filter(
    ({ kind, way }) => kind === 'flip' && way === 'to-driver',
  )
  const found = await tryAll(blind, memoryLine, cuts)
  keep('device-control', {
    what: 'control: tickets sent again blindly',
    tried: cuts.length,
    unit: 'faults',
    broken: found.length,
    isControl: true,
    note: '',
  })
  expect(found.join('\n')).toContain('unmarked on 2 papers')
})
