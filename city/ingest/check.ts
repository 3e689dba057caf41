import { hash } from 'node:crypto'
import { err, ok, type Result } from '#basics'
import { canonicalJson } from '#domain'
import { type CityMessageType, type CityRecord, cityCodes, cityDataSchema, cityMessageTypes } from '#protocol'
import type { Refused } from './apply.ts'

/** What the first record of a site's log is chained to. */
export const firstPrevHash = '0'.repeat(64)

/**
 * The hash a record must have: SHA-256, in hex, over the previous hash followed by the canonical JSON of
 * {at, data, revision, type}.
 */
export const recordHash = ({ prevHash, revision, at, type, data }: CityRecord): string =>
  hash('sha256', prevHash + canonicalJson({ at, data, revision, type }))

/** Whether a record continues the chain after a hash; what is withheld cannot be recomputed, only followed. */
export const continues = (record: CityRecord, after: string): boolean =>
  record.prevHash === after && (record.data === null || recordHash(record) === record.hash)

const known: ReadonlySet<string> = new Set(cityMessageTypes)

/** Checks one record's type and data against the contract. */
export function checkedData(record: CityRecord): Result<Readonly<Record<string, unknown>>, Refused> {
  if (!known.has(record.msgType))
    return err({ code: cityCodes.unknownType, message: `${record.msgType} is not in the code table` })
  const parsed = cityDataSchema(record.msgType as CityMessageType, record.type).safeParse(record.data)
  if (parsed.success) return ok(parsed.data as Readonly<Record<string, unknown>>)
  const [issue] = parsed.error.issues
  const place = issue?.path.join('.') ?? ''
  return err({ code: cityCodes.badRecord, message: `${record.type}.${place}: ${issue?.code ?? 'format'}` })
}
