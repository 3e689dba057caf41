import { err, ok, type Result } from '#basics'
import { canonicalJson } from '#domain'
import type { CityEnvelope } from './envelope.ts'
import { parseXml, type XmlElement, xmlText } from './xml_text.ts'

/** Namespace of the XML form (resources/city/city-message.xsd). */
export const cityXmlNamespace = 'urn:civic-hall:city:2'

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

const element = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  text: string,
  children: readonly XmlElement[] = [],
): XmlElement => ({ name, attributes, text, children })

/** JSON as elements, with the vocabulary of XPath 3.1 `json-to-xml`: map, array, string, number, boolean, null. */
function toElement(value: Json, key: string | null): XmlElement {
  const attributes = key === null ? {} : { key }
  if (value === null) return element('null', attributes, '')
  if (typeof value === 'string') return element('string', attributes, value)
  if (typeof value === 'number') return element('number', attributes, String(value))
  if (typeof value === 'boolean') return element('boolean', attributes, String(value))
  if (Array.isArray(value))
    return element(
      'array',
      attributes,
      '',
      value.map((each: Json) => toElement(each, null)),
    )
  const members = Object.entries(value).map(([name, member]) => toElement(member, name))
  return element('map', attributes, '', members)
}

const numberPattern = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/

function fromElement({ name, text, children }: XmlElement): Result<Json, string> {
  switch (name) {
    case 'null':
      return ok(null)
    case 'string':
      return ok(text)
    case 'number':
      return numberPattern.test(text) ? ok(Number(text)) : err(`"${text.slice(0, 20)}" is no number`)
    case 'boolean':
      return text === 'true' || text === 'false' ? ok(text === 'true') : err('neither true nor false')
    case 'array': {
      const values: Json[] = []
      for (const child of children) {
        const value = fromElement(child)
        if (!value.ok) return value
        values.push(value.value)
      }
      return ok(values)
    }
    case 'map':
      return mapOf(children)
    default:
      return err(`<${name}> is not of this vocabulary`)
  }
}

function mapOf(children: readonly XmlElement[]): Result<Json, string> {
  const members = new Map<string, Json>()
  for (const child of children) {
    const { key } = child.attributes
    const value = fromElement(child)
    if (!value.ok) return value
    if (key === undefined || members.has(key)) return err('a member without a name, or with one used twice')
    members.set(key, value.value)
  }
  return ok(Object.fromEntries(members))
}

/** Writes any JSON value as one XML document, under an element of this name. */
export const toXml = (name: string, value: unknown): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${xmlText(
    element(name, { xmlns: cityXmlNamespace }, '', [toElement(value as Json, null)]),
  )}`

/** Reads what `toXml` writes. */
export function fromXml(name: string, document: string): Result<unknown, string> {
  const root = parseXml(document)
  if (!root.ok) return root
  const [content] = root.value.children
  const isOurs = root.value.name === name && root.value.attributes.xmlns === cityXmlNamespace
  if (!isOurs || content === undefined || root.value.children.length !== 1)
    return err(`not a <${name}> of ${cityXmlNamespace}`)
  return fromElement(content)
}

/**
 * The XML form of a message: head and body as elements. The digest is over the body's canonical JSON, so a message
 * that is to travel as XML must have been made with a canonical body; other bodies would not survive the way.
 */
export const envelopeToXml = ({ head, body }: CityEnvelope): string =>
  toXml('message', { head, body: JSON.parse(body) })

/** Reads a message's XML form; head and body are checked afterwards like any other message. */
export function envelopeFromXml(document: string): Result<{ head: unknown; body: string }, string> {
  const read = fromXml('message', document)
  if (!read.ok) return read
  const { head, body } = (read.value ?? {}) as { head?: unknown; body?: unknown }
  return ok({ head, body: canonicalJson(body) })
}
