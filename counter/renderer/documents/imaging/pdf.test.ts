import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pdfOf } from './pdf.ts'

const page = fc.record({
  jpeg: fc.uint8Array({ minLength: 4, maxLength: 200 }),
  width: fc.integer({ min: 1, max: 5_000 }),
  height: fc.integer({ min: 1, max: 5_000 }),
})
const latin1 = new TextDecoder('latin1')

/** Reads a PDF the way a reader does: from its end, by its table. */
function objectsOf(file: Uint8Array): string[] {
  const text = latin1.decode(file)
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1])
  const [head, ...entries] = text.slice(start).split('\n').slice(1)
  const count = Number(head?.split(' ')[1])
  expect(text.slice(start, start + 5)).toBe('xref\n')
  expect(entries[0]).toBe('0000000000 65535 f ')
  return entries.slice(1, count).map((entry, at) => {
    expect(entry).toMatch(/^\d{10} 00000 n $/)
    const offset = Number(entry.slice(0, 10))
    const body = text.slice(offset)
    expect(body.startsWith(`${at + 1} 0 obj\n`)).toBe(true)
    const length = /\/Length (\d+)>>stream\n/.exec(body.slice(0, 400))
    const end = length === null ? 0 : length.index + length[0].length + Number(length[1])
    return body.slice(0, body.indexOf('endobj', end))
  })
}

test('what a reader finds by the table is every page, its size and its picture', () => {
  fc.assert(
    fc.property(fc.array(page, { maxLength: 5 }), (pages) => {
      const file = pdfOf(pages)
      expect(latin1.decode(file.subarray(0, 9))).toBe('%PDF-1.4\n')
      const objects = objectsOf(file)
      expect(objects).toHaveLength(2 + pages.length * 3)
      expect(objects[1]).toContain(`/Count ${pages.length}`)
      pages.forEach(({ jpeg, width, height }, at) => {
        const [leaf = '', , picture = ''] = objects.slice(2 + at * 3)
        expect(leaf).toContain(width > height ? '[0 0 841.89 595.28]' : '[0 0 595.28 841.89]')
        expect(picture).toContain(`/Width ${width}/Height ${height}`)
        expect(picture).toContain(`/Length ${jpeg.length}>>stream\n${latin1.decode(jpeg)}\nendstream`)
      })
    }),
  )
})

test('a picture lies inside the margins of its page, in its own shape', () => {
  fc.assert(
    fc.property(page, (one) => {
      const content = objectsOf(pdfOf([one]))[3] ?? ''
      const [w = 0, h = 0, x = 0, y = 0] = (
        /q ([\d.]+) 0 0 ([\d.]+) ([\d.]+) ([\d.]+) cm/.exec(content) ?? []
      )
        .slice(1)
        .map(Number)
      const [across, up] = one.width > one.height ? [841.89, 595.28] : [595.28, 841.89]
      expect(x >= 17.9 && y >= 17.9 && x + w <= across - 17.9 && y + h <= up - 17.9).toBe(true)
      expect(Math.abs(w * one.height - h * one.width)).toBeLessThan(0.011 * (one.width + one.height))
    }),
  )
})
