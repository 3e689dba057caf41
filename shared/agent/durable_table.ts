import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/** A small table in a file: a row is on the disk when `put` or `remove` returns. */
export interface DurableTable<Row> {
  all(): readonly Row[]
  put(key: string, row: Row): void
  remove(key: string): void
}

function writeDurably(file: string, text: string): void {
  const scratch = `${file}.new`
  const handle = openSync(scratch, 'w', 0o600)
  writeSync(handle, text)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(scratch, file)
  if (process.platform === 'win32') return
  // The new name itself is only safe once its folder is.
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

function read<Row>(file: string, row: z.ZodType<Row>): [string, Row][] {
  try {
    return z.array(z.tuple([z.string(), row])).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    // A file that cannot be read is kept for a person and must not stop the machine.
    renameSync(file, `${file}.damaged`)
    return []
  }
}

/** Opens a table of a few dozen rows: each change writes a new file and renames it over the old one. */
export function durableTable<Row>(file: string, row: z.ZodType<Row>): DurableTable<Row> {
  mkdirSync(dirname(file), { recursive: true })
  const rows = new Map(read(file, row))
  const save = () => writeDurably(file, JSON.stringify([...rows]))
  return {
    all: () => [...rows.values()],
    put(key, value) {
      rows.set(key, value)
      save()
    },
    remove(key) {
      if (rows.delete(key)) save()
    },
  }
}
