import type { Family, FamilyBench } from './device_families.ts'
import { waysOf } from './device_families.ts'
import type { FaultyLine, Way, WireFault } from './device_wire.ts'

/** Named times of a case, in ms of its clock. */
const times = {
  /** A driver finds its device after the cable is back. */
  reconnect: 3_000,
  /** The slowest family needs so long for one thing: a reader that reads, a printer that waits for its proof. */
  act: 20_000,
  /** A device that was doubted is well again after this. */
  well: 10_000,
  /** The cable is out for so long. */
  out: 400,
  /** Nothing old may come after this. */
  calm: 1_500,
  /** An exchange whose outcome is seen may still have its last frame on the way, or the next question. */
  last: 300,
} as const

/** What one case came to: sentences about what went wrong. */
export type Findings = readonly string[]

const acts = { faulty: 1, clean: 2 } as const

async function strikeAndMend(line: FaultyLine, bench: FamilyBench, fault: WireFault): Promise<Findings> {
  const { time } = line
  line.arm(fault)
  bench.act(acts.faulty)
  if ((await time.until(line.struck, times.act)) === null) return ['no byte came to this place']
  if (fault.kind !== 'cut') {
    await time.until(() => bench.isDone(acts.faulty), times.act)
  } else {
    await time.until(() => false, times.out)
    await line.plugIn()
    if ((await time.until(bench.isWell, times.reconnect)) === null)
      return ['not well 3 s after the cable was back']
  }
  line.count()
  bench.mend()
  return []
}

/** One fault at one place: the device is found again, the next thing comes through, nothing wrong is told. */
export async function runCase(line: FaultyLine, family: Family, fault: WireFault): Promise<Findings> {
  const bench = family.open(line)
  const { time } = line
  try {
    if ((await time.until(bench.isWell, times.well)) === null) return ['never well']
    const findings = [...(await strikeAndMend(line, bench, fault))]
    if ((await time.until(bench.isWell, times.well)) === null) findings.push('not well afterwards')
    await time.until(() => false, times.calm)
    bench.act(acts.clean)
    if ((await time.until(() => bench.isDone(acts.clean), times.act)) === null)
      findings.push('the next thing did not come through')
    return [...findings, ...bench.wrong()]
  } finally {
    await bench.close()
    await line.close()
  }
}

/** How many bytes one thing takes each way when nothing is wrong. */
export async function bytesOf(line: FaultyLine, family: Family): Promise<Readonly<Record<Way, number>>> {
  const bench = family.open(line)
  await line.time.until(bench.isWell, times.well)
  line.count()
  bench.act(acts.faulty)
  await line.time.until(() => bench.isDone(acts.faulty), times.act)
  await line.time.until(() => false, times.last)
  const passed = line.passed()
  await bench.close()
  await line.close()
  return passed
}

/** Every byte, or the ends and every `stride`-th in between. */
function places(bytes: number, stride: number): readonly number[] {
  const isChosen = (at: number) => stride === 1 || at < 3 || at >= bytes - 3 || at % stride === 0
  return Array.from({ length: bytes }, (_, at) => at).filter(isChosen)
}

/** Every fault at every chosen place of both ways, without those a family's protocol cannot tell. */
export function casesOf(
  family: Family,
  bytes: Readonly<Record<Way, number>>,
  stride: (kind: WireFault['kind']) => number,
): readonly WireFault[] {
  const placed = (['cut', 'flip', 'drop', 'noise'] as const).flatMap((kind) =>
    waysOf(family).flatMap((way) => places(bytes[way], stride(kind)).map((at) => ({ kind, way, at }))),
  )
  const whole = (['dribble', 'echo', 'stale'] as const).map((kind) => ({
    kind,
    way: 'to-driver' as const,
    at: 0 as const,
  }))
  return [...placed, ...whole].filter((fault) => family.leftOut(fault) === null)
}

/** A fault in words. */
export const named = ({ kind, way, at }: WireFault): string => `${kind} ${way} at byte ${at}`
