import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'

/** Where and when something was measured. */
export interface Machine {
  readonly at: string
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  readonly system: string
  readonly node: string
  /** Load over the last minute when the bench began: above the number of cores, the figures are worth little. */
  readonly loadBefore: number
}

/** This machine, now. */
export function machine(): Machine {
  const all = cpus()
  return {
    at: new Date().toISOString(),
    cpu: (all[0]?.model ?? 'unknown').trim(),
    cores: all.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  }
}
