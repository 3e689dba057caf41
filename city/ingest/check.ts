import { hash } from 'node:crypto'
import { err, ok, type Result } from '#basics'
import { canonicalJson } from '#domain'
import {
  type CityMessageType,
  type CityRecord,
  cityCodes,
  cityDataSchema,
  cityEventData,
  cityMessageTypes,
} from '#protocol'
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

/** U+0000 in JSON, which PostgreSQL keeps in no text; a backslash before it is itself escaped. */
const holdsNul = /(?<!\\)(?:\\\\)*\\u0000/

/** Checks one record's type and data against the contract. */
export function checkedData(record: CityRecord): Result<Readonly<Record<string, unknown>>, Refused> {
  if (!known.has(record.msgType))
    return err({ code: cityCodes.unknownType, message: `${record.msgType} is not in the code table` })
  const refused = (fault: string) => err({ code: cityCodes.badRecord, message: `${record.type}.${fault}` })
  if (holdsNul.test(JSON.stringify(record.data))) return refused(': no text')
  const own = cityDataSchema(record.msgType as CityMessageType, record.type)
  for (const schema of [cityEventData, own]) {
    const parsed = schema.safeParse(record.data)
    const [issue] = parsed.error?.issues ?? []
    if (issue !== undefined) return refused(`${issue.path.join('.')}: ${issue.code}`)
  }
  return ok(record.data ?? {})
}
