import { openTarget } from '../centre/target.ts'
import { newHistory } from '../contention/history.ts'
import { headOf, readLog } from '../contention/log_check.ts'
import { counterDesk, issuer } from '../contention/senders.ts'
import { verdicts } from '../contention/verdicts.ts'
import { type Figure, spread } from '../figures.ts'
import type { BenchOptions } from '../options.ts'

const issuers = 64
const counters = 16

const rate = (what: string, samples: readonly number[], seconds: number): Figure => ({
  what,
  value: samples.length / seconds,
  unit: '/s',
  ...spread(samples),
  raw: null,
  note: '',
})

/** Many kiosks issuing while many counters call: what is lost, doubled or torn. Rejects when anything is. */
export async function contentionBench(options: BenchOptions): Promise<Figure[]> {
  const target = await openTarget(options, { kiosks: issuers, counters })
  const [reader = ''] = target.kiosks
  const history = newHistory()
  const before = await headOf(target.hub, reader)
  const started = performance.now()
  const until = started + options.seconds * 1_000
  const issuing = Array.from({ length: issuers }, (_, index) =>
    issuer(
      target.hub,
      target.kiosks[index % target.kiosks.length] ?? '',
      target.serviceIds,
      history,
      () => performance.now() < until,
    ),
  )
  let isIssuing = true
  const calling = target.counters.map((each) =>
    counterDesk(target.hub, each, history, {
      goesOn: () => isIssuing,
      // On somebody else's hub the queue is not ours to empty.
      hasEnough: () => !target.isOwn && !isIssuing,
    }),
  )
  await Promise.all(issuing)
  const issueSeconds = (performance.now() - started) / 1_000
  isIssuing = false
  await Promise.all(calling)
  const seconds = (performance.now() - started) / 1_000
  const log = await readLog(target.hub, reader, before)
  await target.stop()
  const found = verdicts(history, log, target.isOwn)
  for (const answer of [...new Set(history.strange)].slice(0, 3)) options.say(`  strange: ${answer}`)
  for (const { what, value } of found) if (value > 0) options.say(`  ${value}: ${what}`)
  const faults = found.reduce((sum, { value }) => sum + value, 0)
  options.say(
    `  ${history.issued.length} issued, ${history.called.length} called, ${log.length} events read back: ${faults} faults by ${found.length} checks`,
  )
  return [
    rate(`Issued while counters call, ${issuers} kiosks`, history.issueMs, issueSeconds),
    rate(`Called while kiosks issue, ${target.counters.length} counters`, history.callMs, seconds),
    ...found,
  ]
}
