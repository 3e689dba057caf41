import { err, ok, type Result } from '#basics'

/** An element as the contract uses them: attributes, and either children or text. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  readonly text: string
}

const deepest = 64
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
// XML 1.0 has no place for other control characters, not even escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unfit = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/

const escaped = (text: string) => text.replaceAll(/[&<>"\r\n\t]/g, (each) => `&#${each.codePointAt(0)};`)

/** Writes an element; throws a RangeError on characters XML cannot carry. */
export function xmlText({ name, attributes, children, text }: XmlElement): string {
  if (unfit.test(text)) throw new RangeError('a control character XML cannot carry')
  const given = Object.entries(attributes).map(([key, value]) => {
    if (unfit.test(value)) throw new RangeError('a control character XML cannot carry')
    return ` ${key}="${escaped(value)}"`
  })
  return `<${name}${given.join('')}>${escaped(text)}${children.map(xmlText).join('')}</${name}>`
}

function unescaped(text: string): string | null {
  let isWhole = true
  const plain = text.replaceAll(/&([^;&]{0,12});?/g, (whole, word: string) => {
    const number = /^#(\d{1,7})$/.exec(word)?.[1] ?? /^#x([0-9A-Fa-f]{1,6})$/.exec(word)?.[1]
    const point = number === undefined ? Number.NaN : Number.parseInt(number, word.startsWith('#x') ? 16 : 10)
    const character = point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : entities[word]
    if (character === undefined || !whole.endsWith(';')) isWhole = false
    return character ?? ''
  })
  return isWhole && !plain.match(unfit) ? plain : null
}

interface Open {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly children: XmlElement[]
  text: string
}

const namePattern = '[A-Za-z_][A-Za-z0-9_.-]*'
const tagPattern = new RegExp(
  `<(/?)(${namePattern})((?:\\s+${namePattern}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`,
  'y',
)
const attributePattern = new RegExp(`(${namePattern})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'g')

function attributesOf(text: string): Record<string, string> | null {
  const found: Record<string, string> = {}
  for (const [, name = '', double, single] of text.matchAll(attributePattern)) {
    const value = unescaped(double ?? single ?? '')
    if (value === null || Object.hasOwn(found, name)) return null
    Object.defineProperty(found, name, { value, enumerable: true })
  }
  return found
}

/**
 * Reads a document of elements, attributes and text. Strict on purpose: no DOCTYPE, no entities of one's own, no
 * comments, no processing instructions but the XML declaration; the error says at which character it fails.
 */
export function parseXml(document: string): Result<XmlElement, string> {
  const start = /^\uFEFF?(<\?xml [^?<>]*\?>)?\s*/.exec(document)?.[0].length ?? 0
  const open: Open[] = []
  let root: XmlElement | null = null
  let at = start
  while (at < document.length) {
    const next = document.indexOf('<', at)
    const between = unescaped(
      document.slice(at, next < 0 ? document.length : next).replaceAll(/\r\n?/g, '\n'),
    )
    const holder = open.at(-1)
    if (between === null) return err(`a bad character or reference after ${at}`)
    if (holder !== undefined) holder.text += between
    else if (between.trim() !== '') return err(`text outside the document at ${at}`)
    if (next < 0) break
    tagPattern.lastIndex = next
    const tag = tagPattern.exec(document)
    if (tag === null || (root !== null && open.length === 0)) return err(`no element can stand at ${next}`)
    const closed = step(open, tag)
    if (closed === 'bad' || open.length > deepest) return err(`the element at ${next} is not well formed`)
    if (closed !== null && open.length === 0) root = closed
    at = tagPattern.lastIndex
  }
  return root !== null && open.length === 0 ? ok(root) : err('the document ends too early')
}

/** Opens or closes an element; the element that was closed, null while it is open. */
function step(
  open: Open[],
  [, slash, name = '', given = '', empty]: RegExpExecArray,
): XmlElement | null | 'bad' {
  if (slash === '/') {
    const last = open.pop()
    if (last?.name !== name || given !== '' || empty === '/') return 'bad'
    return finish(open, last)
  }
  const attributes = attributesOf(given)
  if (attributes === null) return 'bad'
  const element: Open = { name, attributes, children: [], text: '' }
  if (empty === '/') return finish(open, element)
  open.push(element)
  return null
}

function finish(open: readonly Open[], element: Open): XmlElement {
  const isContainer = element.children.length > 0
  const done = { ...element, text: isContainer ? '' : element.text }
  open.at(-1)?.children.push(done)
  return done
}
