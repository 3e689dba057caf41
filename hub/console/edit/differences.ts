/** One field that a save would change, as a person reads it. */
export interface Difference {
  readonly label: string
  readonly before: string
  readonly after: string
}

/** How values are put into words: what nothing is called, what yes and no are, what an id stands for. */
export interface ValueWords {
  readonly nothing: string
  readonly yes: string
  readonly no: string
  readonly nameOf: (value: string) => string
  /** A value of its own kind (hours of issue), or null to leave it to the general rule. */
  readonly special: (value: object) => string | null
}

const isPair = (value: object): value is { zh: string; en: string } => 'zh' in value && 'en' in value

/** A value of a record as text: lists line by line, names in both languages. */
export function valueText(value: unknown, words: ValueWords): string {
  if (value === null || value === undefined || value === '') return words.nothing
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'string') return words.nameOf(value)
  if (Array.isArray(value))
    return value.length === 0 ? words.nothing : value.map((each) => valueText(each, words)).join('\n')
  if (typeof value !== 'object') return String(value)
  const special = words.special(value)
  if (special !== null) return special
  return isPair(value) ? `${value.zh} · ${value.en}` : JSON.stringify(value)
}

const longList = 4

/** Of two long lists of the same length only the lines that differ: what changed is to be seen at a glance. */
function changedLines(before: string, after: string): { readonly before: string; readonly after: string } {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  if (old.length !== fresh.length || old.length < longList) return { before, after }
  const changed = (lines: readonly string[]) => lines.filter((_, at) => old[at] !== fresh[at]).join('\n')
  return { before: changed(old), after: changed(fresh) }
}

/** The fields in which two versions of a record differ, in the order of their labels; `known` null = all is new. */
export function differences<T extends object>(
  known: T | null,
  fresh: T,
  labels: Readonly<Partial<Record<keyof T, string>>>,
  words: ValueWords,
): readonly Difference[] {
  const keys = Object.keys(labels).filter((key): key is Extract<keyof T, string> => key in fresh)
  return keys.flatMap((key) => {
    if (JSON.stringify(known?.[key]) === JSON.stringify(fresh[key])) return []
    const [before, after] = [valueText(known?.[key], words), valueText(fresh[key], words)]
    // No list and an empty one are the same to a person.
    if (before === after && known !== null) return []
    return [{ label: labels[key] ?? key, ...changedLines(before, after) }]
  })
}
