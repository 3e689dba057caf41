import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const key = z.base64().transform((text, context) => {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== 32) context.addIssue('a key has 32 bytes')
  return bytes
})

const keyFile = z.strictObject({
  /** The key that seals now; older ones still open what they sealed. */
  sealing: z.string(),
  keys: z.record(z.string(), key),
  /** Of the keyed digests by which a person is found again. */
  lookup: key,
})

/** The keys of a vault. */
export type VaultKeys = z.output<typeof keyFile>

/** Fresh keys. */
export function freshKeys(): VaultKeys {
  return { sealing: 'k1', keys: { k1: randomBytes(32) }, lookup: randomBytes(32) }
}

function write(file: string, keys: VaultKeys): void {
  const text = (bytes: Buffer) => bytes.toString('base64')
  const all = Object.fromEntries(Object.entries(keys.keys).map(([id, bytes]) => [id, text(bytes)]))
  const json = JSON.stringify({ sealing: keys.sealing, keys: all, lookup: text(keys.lookup) }, null, 2)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const handle = openSync(`${file}.new`, 'w', 0o600)
  writeSync(handle, `${json}\n`)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(`${file}.new`, file)
}

/**
 * Reads the vault's key file, making it on the first start (readable by the hub's user only). Whoever has this file
 * and the database can read personal data: it belongs into another backup than the database, and without it what is
 * sealed stays sealed. Throws when the file is damaged.
 */
export function openKeys(file: string): VaultKeys {
  if (!existsSync(file)) write(file, freshKeys())
  const parsed = keyFile.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (parsed.success && parsed.data.keys[parsed.data.sealing] !== undefined) return parsed.data
  throw new Error(
    `The key file ${file} is damaged. Restore it from its backup: no new one can open what is sealed.`,
  )
}
