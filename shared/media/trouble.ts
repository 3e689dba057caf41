/** Why a file is not there. */
export type FileTrouble =
  /** It came and was another one: it was thrown away. */
  | 'wrong-hash'
  | 'wrong-size'
  | 'wrong-kind'
  /** The one who should have it says that it has not. */
  | 'not-found'
  /** Its address is none that may be asked. */
  | 'address'
  /** No certificate that is believed. */
  | 'tls'
  /** Nobody knows from where it could be had. */
  | 'no-source'
  | 'no-room'
  | 'no-space'
  | 'disk'
  | 'unreachable'
  | 'server'
  | 'stalled'
  | 'broken'

/** Troubles that asking again soon does not end: a person has to change something. */
const lasting: ReadonlySet<FileTrouble> = new Set([
  'wrong-hash',
  'wrong-size',
  'wrong-kind',
  'not-found',
  'address',
  'tls',
  'no-source',
  'no-room',
])

/** Whether a trouble is shown as a refusal rather than as waiting. */
export const isLasting = (trouble: FileTrouble): boolean => lasting.has(trouble)

/** What a failed read or write of the disk means. */
export const diskTrouble = (error: unknown): FileTrouble =>
  (error as { code?: unknown } | null)?.code === 'ENOSPC' ? 'no-space' : 'disk'
