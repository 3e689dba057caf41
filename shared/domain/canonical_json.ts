/**
 * JSON with the members of every object in the order of their names and without blanks, so that one value has one
 * text whoever writes it (the idea of RFC 8785). The log's hash chain is made over such texts; members that are
 * undefined are left out, as in JSON.stringify.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const { name, label } of membersOf(members)) {
    const member = members[name]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${label}${canonicalJson(member)}`
  }
  return `{${text}}`
}

interface Member {
  readonly name: string
  /** The name as JSON, with its colon. */
  readonly label: string
}

const shapesKept = 1_000
const shapes = new Map<string, readonly Member[]>()

/** The members of an object in order; those of objects of the same shape are sorted once. */
function membersOf(members: object): readonly Member[] {
  const names = Object.keys(members)
  const shape = names.join('\n')
  const known = shapes.get(shape)
  if (known !== undefined) return known
  const sorted = names.sort().map((name) => ({ name, label: `${JSON.stringify(name)}:` }))
  // A name with a line feed in it could make two shapes look alike.
  if (!names.some((name) => name.includes('\n')) && shapes.size < shapesKept) shapes.set(shape, sorted)
  return sorted
}
