import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { ok, type Result } from '#basics'
import { type Refusal, refuse } from '#domain'
import { fsyncDirectory } from '#sqlite'
import { freshRecoveryKey, openRecoveryKey, publicHalf } from './recovery_key.ts'

const kept = z.object({ inUse: z.string().nullable(), offered: z.string().nullable() })
type Kept = z.output<typeof kept>

/** The public half of the centre's recovery key; the key itself is on paper and nowhere else. */
export interface Custody {
  state(): 'none' | 'unconfirmed' | 'confirmed'
  /** What to seal for; null until a key has been typed back. */
  publicKey(): string | null
  /** Makes a key, to be shown once. One in use stays so until the new one has been typed back. */
  offer(): string
  confirm(typed: string): Result<void, Refusal>
}

/** Where the public half of the recovery key is kept in a hub's data folder. */
export const recoveryFileIn = (folder: string): string => join(folder, 'keys', 'recovery.json')

/** Writes a small file whole or not at all, readable by the hub's user only. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const handle = openSync(`${file}.new`, 'w', 0o600)
  try {
    if (typeof content === 'string') writeSync(handle, content)
    else writeSync(handle, content)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.new`, file)
  fsyncDirectory(dirname(file))
}

const nothing: Kept = { inUse: null, offered: null }

function read(file: string): Kept {
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Missing or damaged: it is made anew by the administrator, and the console asks for that.
    return nothing
  }
}

/** Keeps the public half in the hub's folder; null keeps it in memory. */
export function openCustody(folder: string | null): Custody {
  const file = folder === null ? null : recoveryFileIn(folder)
  let known = file === null ? nothing : read(file)
  const keep = (next: Kept) => {
    if (file !== null) writeWhole(file, `${JSON.stringify(next)}\n`)
    known = next
  }
  return {
    state() {
      if (known.inUse !== null) return 'confirmed'
      return known.offered === null ? 'none' : 'unconfirmed'
    },
    publicKey: () => known.inUse,
    offer() {
      const key = freshRecoveryKey()
      const opened = openRecoveryKey(key)
      if (opened.ok) keep({ ...known, offered: publicHalf(opened.value) })
      return key
    },
    confirm(typed) {
      const opened = openRecoveryKey(typed)
      const half = opened.ok ? publicHalf(opened.value) : null
      if (half === null || (half !== known.offered && half !== known.inUse))
        return refuse('invalid', { field: 'key' })
      keep({ inUse: half, offered: null })
      return ok(undefined)
    },
  }
}
