import { expect, test } from 'vitest'
import { samplePapers } from '#ticket'
import { type Family, families } from './support/device_families.ts'
import { bytesOf, casesOf, named, runCase } from './support/device_matrix.ts'
import { printerFamily } from './support/device_printer.ts'
import { ptyLine } from './support/device_pty.ts'
import { type FaultyLine, memoryLine, type WireFault } from './support/device_wire.ts'
import { keep } from './support/table.ts'

const everyByte = process.env.FAULT_EVERY_BYTE === '1'

/** A cut is tried at every byte always; other faults at about so many places when not every byte is asked for. */
const otherPlaces = { memory: 40, pty: 2 } as const
/** So many ptys are at work at once: most of a case is waiting for the machine. */
const lanes = 4

const strideFor = (bytes: number, tries: number) => (kind: WireFault['kind']) =>
  everyByte || kind === 'cut' ? 1 : Math.max(1, Math.floor(bytes / tries))

async function tryAll(
  family: Family,
  open: () => Promise<FaultyLine>,
  cases: readonly WireFault[],
): Promise<readonly string[]> {
  const found: string[] = []
  const left = cases.values()
  const lane = async () => {
    for (const fault of left) {
      const findings = await runCase(await open(), family, fault)
      found.push(...findings.map((finding) => `${family.name}, ${named(fault)}: ${finding}`))
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return found
}

const limit = everyByte ? 3_600_000 : 300_000

test.each(families)(
  '$name on a cable in memory: any byte lost, spoilt, stale or doubled, and it comes back with nothing wrong',
  async (family) => {
    const bytes = await bytesOf(await memoryLine(), family)
    const longest = Math.max(...Object.values(bytes))
    const cases = casesOf(family, bytes, strideFor(longest, otherPlaces.memory))
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
  '$name over a real pty: cut at every byte of every frame, and it comes back with nothing wrong',
  async (family) => {
    const bytes = await bytesOf(await memoryLine(), family)
    const longest = Math.max(...Object.values(bytes))
    const cases = casesOf(family, bytes, strideFor(longest, otherPlaces.pty))
    const found = await tryAll(family, ptyLine, cases)
    keep(`device-pty-${family.name}`, {
      what: `${family.name}: cable pulled at every byte, real pty`,
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
