import { err, ok, type Result } from '#basics'
import { checksumSize } from './checksum.ts'
import type { Part } from './parts.ts'
import type { TemplateConfig } from './schema.ts'

/** First and last index of the parts a range covers. */
export type Span = readonly [first: number, last: number]

/** A frame of one operation or reply, its ranges found, ready to be written and parsed. */
export interface Frame {
  readonly name: string
  readonly parts: readonly Part[]
  /** Bytes of each part before escaping; null where it is as long as its text. */
  readonly sizes: readonly (number | null)[]
  /** Of lengths and checksums: which parts they cover. */
  readonly spans: readonly (Span | null)[]
  /** Parts whose bytes are escaped. */
  readonly escaped: Span | null
  /** How the end of each text without a size is found; null where it cannot be. */
  readonly ends: readonly TextEnd[]
}

/** A text without a size ends where a length says, or before the next fixed bytes. */
export type TextEnd =
  | null
  | { readonly by: 'length'; readonly part: number }
  | { readonly by: 'bytes'; readonly bytes: Uint8Array; readonly gap: number }

function sizeOf(part: Part): number | null {
  switch (part.kind) {
    case 'fixed':
      return part.bytes.length
    case 'number':
      return part.shape.size
    case 'text':
      return part.shape.size
    case 'length':
      return part.size
    case 'checksum':
      return checksumSize(part.sum) * (part.as === 'ascii-hex' ? 2 : 1)
  }
}

function spanOf(
  parts: readonly Part[],
  { from, to }: { readonly from: string; readonly to: string },
  self: number,
): Result<Span, string> {
  const known = [...new Set(parts.map(({ id }) => id).filter((id) => id !== ''))].join(', ')
  const first = from === 'start' ? 0 : parts.findIndex(({ id }) => id === from)
  const named = () => parts.findLastIndex(({ id }) => id === to)
  const last = to === 'end' ? parts.length - 1 : to === 'before' ? self - 1 : named()
  if (first < 0) return err(`no part is called "${from}"; there are: start, ${known}`)
  if (last < 0) return err(`no part is called "${to}"; there are: end, ${known}`)
  return last < first ? err(`"${from}" stands behind "${to}": turn the range round`) : ok([first, last])
}

function endOf(frame: Omit<Frame, 'ends'>, at: number): TextEnd {
  const { parts, sizes, spans, escaped } = frame
  if (sizes[at] !== null) return null
  const covers = (span: Span | null | undefined) => !!span && span[0] <= at && at <= span[1]
  const length = parts.findIndex((part, i) => part.kind === 'length' && i < at && covers(spans[i]))
  const others = sizes.filter((size, i) => size === null && i !== at && covers(spans[length]))
  if (length >= 0 && others.length === 0) return { by: 'length', part: length }
  let gap = 0
  for (let i = at + 1; i < parts.length; i += 1) {
    const part = parts[i]
    const size = sizes[i] ?? null
    if (part === undefined || size === null) return null
    if (part.kind === 'fixed' && size > 0)
      return gap > 0 && escaped !== null ? null : { by: 'bytes', bytes: part.bytes, gap }
    gap += size
  }
  return null
}

const isWithin = ([first, last]: Span, at: number): boolean => first <= at && at <= last

/** Whether bytes hold one that is escaped. */
const isMarked = (bytes: Uint8Array, escaping: TemplateConfig['escape']): boolean =>
  Object.keys(escaping?.pairs ?? {}).some((plain) => bytes.includes(Number.parseInt(plain, 16)))

/** Finds sizes and ranges of a frame's parts; the error is a sentence for whoever wrote the template. */
export function frameOf(
  name: string,
  parts: readonly Part[],
  escaping: TemplateConfig['escape'],
): Result<Frame, string> {
  const spans: (Span | null)[] = []
  for (const [at, part] of parts.entries()) {
    if (part.kind !== 'length' && part.kind !== 'checksum') {
      spans.push(null)
      continue
    }
    const span = spanOf(parts, part, at)
    if (!span.ok) return err(`its ${part.kind}: ${span.error}`)
    const countsItself = span.value[0] <= at && at <= span.value[1]
    if (part.kind === 'checksum' && countsItself)
      return err('its checksum counts itself: let "to" name the part before it')
    const countsLater = parts.some(({ kind }, i) => kind === 'checksum' && at < i && i <= span.value[1])
    if (part.kind === 'checksum' && countsLater)
      return err('its checksum counts a checksum behind it, which is reckoned later')
    spans.push(span.value)
  }
  const covered = escaping === undefined ? null : spanOf(parts, escaping, 0)
  if (covered !== null && !covered.ok) return err(`its escape: ${covered.error}`)
  const bare = parts.find((part, at) => {
    const isEnd = at === 0 || at === parts.length - 1
    return (
      isEnd &&
      part.kind === 'fixed' &&
      covered !== null &&
      isWithin(covered.value, at) &&
      isMarked(part.bytes, escaping)
    )
  })
  if (bare !== undefined)
    return err(
      'its escape covers the mark at its start or end: let "from" and "to" name the parts between them',
    )
  const sizes = parts.map(sizeOf)
  const frame = { name, parts, sizes, spans, escaped: covered === null ? null : covered.value }
  return ok({ ...frame, ends: parts.map((_, at) => endOf(frame, at)) })
}
