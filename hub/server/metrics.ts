import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { CentreState } from '#domain'
import type { CommitReport } from '../core/group_commit.ts'
import type { CounterBoard } from './device_counters.ts'
import { deviceMetrics } from './device_metrics.ts'

/** What the hub counts, for Prometheus. */
export interface Metrics {
  command(type: string, outcome: string): void
  commit(report: CommitReport): void
  sockets(count: number): void
  /** The whole page, in Prometheus' text format. */
  page(): Promise<string>
  readonly contentType: string
}

const millisecondBuckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

function gauges(registry: Registry, state: () => CentreState | null) {
  const registers = [registry]
  new Gauge({
    name: 'civic_hall_waiting',
    help: 'Tickets issued and not yet called, by service',
    labelNames: ['service'],
    registers,
    collect() {
      this.reset()
      for (const [service, waiting] of state()?.waiting ?? []) this.set({ service }, waiting)
    },
  })
  new Gauge({
    name: 'civic_hall_device',
    help: '1 for the state each device is in',
    labelNames: ['device', 'family', 'state'],
    registers,
    collect() {
      this.reset()
      for (const [device, live] of state()?.devices ?? [])
        this.set({ device, family: live.family, state: live.state }, 1)
    },
  })
  new Gauge({
    name: 'civic_hall_revision',
    help: 'The end of the log',
    registers,
    collect() {
      this.set(state()?.revision ?? 0)
    },
  })
}

/** Makes the hub's metrics; each hub has its own registry. */
export function hubMetrics(state: () => CentreState | null, board: CounterBoard): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const commands = new Counter({
    name: 'civic_hall_commands_total',
    help: 'Commands by type and outcome',
    labelNames: ['type', 'outcome'],
    registers,
  })
  const commits = new Histogram({
    name: 'civic_hall_commit_seconds',
    help: 'From the decision of a batch until it is durable',
    buckets: millisecondBuckets,
    registers,
  })
  const failed = new Counter({
    name: 'civic_hall_commits_failed_total',
    help: 'Batches not committed',
    registers,
  })
  const batch = new Histogram({
    name: 'civic_hall_batch_commands',
    help: 'Commands in a batch',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    registers,
  })
  const sockets = new Gauge({ name: 'civic_hall_sockets', help: 'Open sockets', registers })
  gauges(registry, state)
  deviceMetrics(registry, state, board)
  // Label sets are made once: looking them up for every command costs more than counting.
  const counts = new Map<string, { inc(): void }>()
  return {
    command(type, outcome) {
      const key = `${type} ${outcome}`
      const count = counts.get(key) ?? commands.labels(type, outcome)
      counts.set(key, count)
      count.inc()
    },
    commit(report) {
      if (!report.committed) failed.inc()
      commits.observe(report.milliseconds / 1_000)
      batch.observe(report.commands)
    },
    sockets: (count) => sockets.set(count),
    page: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
