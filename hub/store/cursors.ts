import type { Rows } from './rows.ts'

/** Places in the log by name, kept across restarts; 0 when never set. */
export interface Cursors {
  get(name: string): Promise<number>
  set(name: string, value: number): Promise<void>
}

/** Cursors in the hub's database. */
export function openCursors(rows: Rows): Cursors {
  return {
    async get(name) {
      const [row] = await rows.all<{ value: number }>('SELECT value FROM cursors WHERE name = $1', name)
      return row?.value ?? 0
    },
    async set(name, value) {
      await rows.change(
        `INSERT INTO cursors (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        name,
        value,
      )
    },
  }
}
