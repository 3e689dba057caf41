import type { Figure } from '../figures.ts'
import type { BenchOptions } from '../options.ts'

type Bench = (options: BenchOptions) => Promise<Figure[]>

/** Every bench by name, loaded when it is run. */
export const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  issue: async () => (await import('./issue.ts')).issueBench,
  contention: async () => (await import('./contention.ts')).contentionBench,
  dispatch: async () => (await import('./dispatch.ts')).dispatchBench,
  estimate: async () => (await import('./estimate.ts')).estimateBench,
  calls: async () => (await import('./calls.ts')).callsBench,
  socket: async () => (await import('./socket.ts')).socketBench,
  call: async () => (await import('./call.ts')).callBench,
  touch: async () => (await import('./touch.ts')).touchBench,
  postgres: async () => (await import('./postgres.ts')).postgresBench,
  history: async () => (await import('./history.ts')).historyBench,
  restart: async () => (await import('./restart.ts')).restartBench,
  mirror: async () => (await import('./mirror.ts')).mirrorBench,
  memory: async () => (await import('./memory.ts')).memoryBench,
  signs: async () => (await import('./signs.ts')).signsBench,
  devices: async () => (await import('./devices.ts')).devicesBench,
  encode: async () => (await import('./encode.ts')).encodeBench,
  city: async () => (await import('./city.ts')).cityBench,
  cold: async () => (await import('./cold.ts')).coldBench,
}
