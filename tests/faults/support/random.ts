/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const number = (name: string, otherwise: number): number => {
  const value = Number(process.env[name] ?? otherwise)
  if (!Number.isFinite(value)) throw new Error(`${name} is not a number`)
  return value
}

/** How large the runs are; what the environment does not say is small enough for every push. */
export const sizes = {
  seed: number('FAULT_SEED', 20_260_302),
  ticketsPerKiosk: number('FAULT_TICKETS', 20),
  kills: number('FAULT_KILLS', 5),
  /** 'all', or how many points of each sweep. */
  points: process.env.FAULT_POINTS === 'all' ? Number.POSITIVE_INFINITY : number('FAULT_POINTS', 24),
  states: number('FAULT_STATES', 3_000),
  /** Visitors whose log is tampered with. */
  visitors: number('FAULT_VISITORS', 30),
  /** Malformed messages. */
  messages: number('FAULT_MESSAGES', 10_000),
  /** Schedules of cables cut in the network. */
  schedules: number('FAULT_SCHEDULES', 12),
  /** Halls that live them side by side: most of a schedule is waiting. */
  halls: number('FAULT_HALLS', 4),
  /** Deaths of the city at its commits. */
  cityKills: number('FAULT_CITY_KILLS', 8),
}

const isLarger = Object.keys(process.env).some((name) => name.startsWith('FAULT_'))

/** Longest time of one test, ms: what suits every push, or as long as it takes when more was asked for. */
export const longest = isLarger ? 6 * 3_600_000 : 300_000
