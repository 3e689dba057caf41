import type { Rows } from '../store/rows.ts'

/** A lease is taken for so long, and renewed with every round, ms. */
const leaseMs = 45_000

/** Small things the link remembers across restarts, as JSON by name. */
export interface Notes {
  read<T>(name: string): Promise<T | null>
  write(name: string, value: unknown): Promise<void>
  /** Whether this holder does a work that only one hub of the centre does at a time; asking renews. */
  hold(name: string, holder: string, now: number): Promise<boolean>
  release(name: string, holder: string): Promise<void>
}

/** Notes in the hub's database. */
export const openNotes = (rows: Rows): Notes => ({
  async read<T>(name: string) {
    const [row] = await rows.all<{ value: string }>('SELECT value FROM city_notes WHERE name = $1', name)
    return row === undefined ? null : (JSON.parse(row.value) as T)
  },
  async write(name, value) {
    await rows.change(
      'INSERT INTO city_notes (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      JSON.stringify(value),
    )
  },
  async hold(name, holder, now) {
    const touched = await rows.change(
      `INSERT INTO leases (name, holder, until) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
       WHERE leases.holder = excluded.holder OR leases.until < $4`,
      name,
      holder,
      now + leaseMs,
      now,
    )
    return touched > 0
  },
  async release(name, holder) {
    await rows.change('DELETE FROM leases WHERE name = $1 AND holder = $2', name, holder)
  },
})
