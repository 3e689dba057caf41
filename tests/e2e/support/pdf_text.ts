import { inflateSync } from 'node:zlib'

/** What a PDF of Chromium's says: its pages' sizes in points, and its text without spaces. */
export interface PdfSeen {
  readonly pages: readonly { readonly width: number; readonly height: number }[]
  readonly text: string
}

interface PdfObject {
  readonly head: string
  readonly stream: string
}

const objectPattern = /(?:^|\n)(\d+) 0 obj\n?([\s\S]*?)endobj/g

function objectsOf(pdf: Buffer): ReadonlyMap<string, PdfObject> {
  const found = new Map<string, PdfObject>()
  for (const [, number = '', body = ''] of pdf.toString('latin1').matchAll(objectPattern)) {
    const start = body.indexOf('stream\n')
    const head = start < 0 ? body : body.slice(0, start)
    const raw = start < 0 ? '' : body.slice(start + 7, body.lastIndexOf('\nendstream'))
    const bytes = Buffer.from(raw, 'latin1')
    const isPacked = head.includes('/FlateDecode') && !head.includes('/Subtype /Image')
    found.set(number, { head, stream: isPacked ? inflateSync(bytes).toString('latin1') : raw })
  }
  return found
}

const unicode = (hex: string) =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)))

/** Glyph to text, as a font's ToUnicode table has it (ISO 32000-1, 9.10.3). */
function glyphsOf(table: string): ReadonlyMap<number, string> {
  const glyphs = new Map<number, string>()
  const single = /beginbfchar\n([\s\S]*?)endbfchar/g
  for (const [, lines = ''] of table.matchAll(single))
    for (const [, glyph = '', text = ''] of lines.matchAll(/<(\w+)> <(\w+)>/g))
      glyphs.set(Number.parseInt(glyph, 16), unicode(text))
  for (const [, lines = ''] of table.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', text = ''] of lines.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const first = Number.parseInt(from, 16)
      for (let glyph = first; glyph <= Number.parseInt(to, 16); glyph += 1)
        glyphs.set(glyph, String.fromCharCode(Number.parseInt(text, 16) + glyph - first))
    }
  return glyphs
}

/** Reads a PDF made by Chromium, whose fonts are named after their objects (`/F7` is object 7). */
export function readPdf(pdf: Buffer): PdfSeen {
  const objects = objectsOf(pdf)
  const fonts = new Map<string, { glyphs: ReadonlyMap<number, string>; digits: number }>()
  for (const [number, { head }] of objects) {
    const table = objects.get(/\/ToUnicode (\d+) 0 R/.exec(head)?.[1] ?? '')?.stream
    if (table !== undefined)
      fonts.set(number, { glyphs: glyphsOf(table), digits: head.includes('/Type0') ? 4 : 2 })
  }
  let text = ''
  const pages = []
  for (const { head, stream } of objects.values()) {
    const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(head)
    if (box !== null && /\/Type \/Page\b(?!s)/.test(head))
      pages.push({ width: Number(box[1]), height: Number(box[2]) })
    if (!stream.includes(' Tf')) continue
    let font = fonts.get('')
    for (const [, name, hex = ''] of stream.matchAll(/\/F(\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
      if (name !== undefined) font = fonts.get(name)
      else
        for (const glyph of hex.match(new RegExp(`.{${font?.digits ?? 4}}`, 'g')) ?? [])
          text += font?.glyphs.get(Number.parseInt(glyph, 16)) ?? ''
    }
  }
  return { pages, text: text.replaceAll(/\s/g, '') }
}
