import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
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
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { fsyncDirectory } from '#sqlite'

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

type KeyBytes = z.output<typeof keyFile>

/** The keys of a vault, ready for use. */
export interface VaultKeys {
  /** Id of the key that seals now; older ones still open what they sealed. */
  readonly sealing: string
  readonly keys: Readonly<Record<string, KeyObject>>
  /** Of the keyed digests by which a person is found again. */
  readonly lookup: KeyObject
}

const ready = ({ sealing, keys, lookup }: KeyBytes): VaultKeys => ({
  sealing,
  keys: Object.fromEntries(Object.entries(keys).map(([id, bytes]) => [id, createSecretKey(bytes)])),
  lookup: createSecretKey(lookup),
})

const freshBytes = (): KeyBytes => ({
  sealing: 'k1',
  keys: { k1: randomBytes(32) },
  lookup: randomBytes(32),
})

/** The vault's key file in a hub's data folder. */
export const keyFileIn = (folder: string): string => join(folder, 'keys', 'vault.json')

/** Tells keys apart without giving them away: a keyed digest of nothing in particular. */
export const keyMark = ({ lookup }: VaultKeys): string =>
  createHmac('sha256', lookup).update('key mark').digest('base64url').slice(0, 22)

/** Fresh keys, for a hub that keeps nothing. */
export const freshKeys = (): VaultKeys => ready(freshBytes())

function write(file: string, keys: KeyBytes): void {
  const text = (bytes: Buffer) => bytes.toString('base64')
  const all = Object.fromEntries(Object.entries(keys.keys).map(([id, bytes]) => [id, text(bytes)]))
  const json = JSON.stringify({ sealing: keys.sealing, keys: all, lookup: text(keys.lookup) }, null, 2)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const handle = openSync(`${file}.new`, 'w', 0o600)
  writeSync(handle, `${json}\n`)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(`${file}.new`, file)
  // Not every file system keeps a name because other files were synced: keys lost at a power cut are lost for good.
  fsyncDirectory(dirname(file))
  fsyncDirectory(dirname(dirname(file)))
}

/**
 * Reads the vault's key file, making it on the first start (readable by the hub's user only). Whoever has this file
 * and the database can read personal data: it belongs into another backup than the database, and without it what is
 * sealed stays sealed. Throws when the file is damaged.
 */
export function openKeys(file: string): VaultKeys {
  if (!existsSync(file)) write(file, freshBytes())
  const parsed = keyFile.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (parsed.success && parsed.data.keys[parsed.data.sealing] !== undefined) return ready(parsed.data)
  throw new Error(
    `The key file ${file} is damaged. Restore it from its backup: no new one can open what is sealed.`,
  )
}
