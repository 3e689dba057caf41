/**
 * Codes of a receipt, by hundreds: 1xx format, 2xx identity and signature, 3xx code table, 4xx business,
 * 5xx the city's own trouble. Codes of one record stand in `rejected`, those of the whole message in `code`.
 */
export const cityCodes = {
  ok: 0,
  badFormat: 101,
  badVersion: 102,
  badDigest: 103,
  /** One record's data is not what its type asks for. */
  badRecord: 104,
  unknownSite: 201,
  badSignature: 202,
  /** `sendTime` is too far from the city's clock. */
  outOfWindow: 203,
  /** `seq` was used before; `nextSeq` says where to go on. */
  replayed: 204,
  /** The site is in a later epoch: another hub has taken the sender's place. */
  fenced: 205,
  /** One record's type is not in the code table. */
  unknownType: 301,
  /** One record names a ticket, service or booking the city has never heard of. */
  unknownSubject: 302,
  /** Records are missing before the first one; `nextRevision` says where to go on. */
  sequenceGap: 401,
  chainBroken: 402,
  /** One record gives a number a second time. */
  numberTaken: 403,
  /** One record belongs to a ticket of which an earlier record was refused. */
  waitsForEarlier: 404,
  /** The sender's epoch is not known here yet: EPOCH says first how it began. */
  epochUnknown: 405,
  trouble: 500,
  /** Come back after `Retry-After`. */
  busy: 503,
} as const

/** The class of a code, in words. */
export type CityCodeClass = 'ok' | 'format' | 'security' | 'code-table' | 'business' | 'system'

const classes: readonly CityCodeClass[] = ['ok', 'format', 'security', 'code-table', 'business', 'system']

/** The class a code belongs to; anything unknown is the city's own trouble. */
export const cityCodeClass = (code: number): CityCodeClass => classes[Math.floor(code / 100)] ?? 'system'

const ofTheMessage: ReadonlySet<number> = new Set([
  cityCodes.badVersion,
  cityCodes.badDigest,
  cityCodes.sequenceGap,
  cityCodes.chainBroken,
  cityCodes.epochUnknown,
])

/** Whether a code that refuses a whole message may be due to one of its records, so that dividing it helps. */
export const mayBeOneRecord = (code: number): boolean =>
  ['format', 'code-table', 'business'].includes(cityCodeClass(code)) && !ofTheMessage.has(code)
