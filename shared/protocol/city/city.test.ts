import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cityDay, cityDocuments, fromXml, highestCommon, mayBeOneRecord, toXml } from './index.ts'
import { parseXml } from './xml_text.ts'

const text = fc.string({ unit: 'grapheme' })
const json = fc.jsonValue({ stringUnit: 'grapheme' })

/** The XML form of a value; null where it holds a character that XML cannot carry. */
function written(value: unknown): string | null {
  try {
    return toXml('message', value)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

describe('the XML form', () => {
  test('gives every JSON value back', () => {
    fc.assert(
      fc.property(json, (value) => {
        const document = written(value)
        fc.pre(document !== null)
        const plain: unknown = JSON.parse(JSON.stringify(value))
        expect(fromXml('message', document)).toEqual({ ok: true, value: plain })
      }),
    )
  })

  test('refuses to write what XML cannot carry', () => {
    expect(written({ text: '\u0001' })).toBeNull()
    expect(written({ text: '\t\n' })).not.toBeNull()
  })

  test('never throws at what somebody sends', () => {
    fc.assert(fc.property(text, (given) => void fromXml('message', `<message>${given}</message>`)))
  })

  test.each([
    ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['an entity of its own', '<a>&e;</a>'],
    ['a comment', '<a><!-- x --></a>'],
    ['a missing end', '<a><b></b>'],
    ['a wrong end', '<a><b></a></b>'],
    ['two documents', '<a></a><b></b>'],
    ['an attribute twice', '<a k="1" k="2"></a>'],
    ['text around it', 'x<a></a>'],
    ['a control character', '<a>&#0;</a>'],
    ['too deep a nest', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`],
    ['nothing', ''],
  ])('refuses %s', (_name, document) => {
    expect(parseXml(document).ok).toBe(false)
  })
})

test('the highest version both speak, by number; none when there is none', () => {
  expect(highestCommon(['1.0', '2.10', '2.9'], ['2.9', '2.10', '3.0'])).toBe('2.10')
  expect(highestCommon(['1.0'], ['2.0'])).toBeNull()
})

test('a day is a day of Shanghai', () => {
  expect(cityDay('2026-03-01T15:59:59.999Z')).toBe('2026-03-01')
  expect(cityDay('2026-03-01T16:00:00.000Z')).toBe('2026-03-02')
})

test('which refusals of a whole message may be due to one record', () => {
  expect([101, 104, 301, 302, 403, 404].every(mayBeOneRecord)).toBe(true)
  expect([0, 102, 103, 201, 202, 401, 402, 500, 503].some(mayBeOneRecord)).toBe(false)
})

test('documents for which no hub has a source yet have their form', () => {
  const base = { id: 'x-1', version: 1 }
  const ledger = {
    ...base,
    room: '310117001002',
    adviserId: 'a',
    category: 'advice',
    from: '2026-03-02T01:00:00Z',
  }
  expect(
    cityDocuments.ADVISER_LEDGER.safeParse({ ...ledger, minutes: 60, onSite: true, corrects: null }).success,
  ).toBe(true)
  const play = { ...base, mediaId: 'm', screen: 's', day: '2026-03-02', plays: 3, seconds: 90 }
  expect(cityDocuments.PLAYLOG.safeParse(play).success).toBe(true)
  expect(cityDocuments.PLAYLOG.safeParse({ ...play, plays: -1 }).success).toBe(false)
})
