/** A page of a document: a JPEG as a canvas writes it. */
export interface JpegPage {
  readonly jpeg: Uint8Array
  readonly width: number
  readonly height: number
}

/** A4 in points of 1/72 inch (ISO 216), upright; a page wider than high is laid across. */
const a4 = { short: 595.28, long: 841.89, margin: 18 } as const

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))
const round = (value: number): string => value.toFixed(2)

/** How a picture lies on its page: as large as the margins allow, in the middle. */
function placed({ width, height }: JpegPage) {
  const isAcross = width > height
  const [pageWidth, pageHeight] = isAcross ? [a4.long, a4.short] : [a4.short, a4.long]
  const scale = Math.min((pageWidth - 2 * a4.margin) / width, (pageHeight - 2 * a4.margin) / height)
  const [w, h] = [width * scale, height * scale]
  const [x, y] = [(pageWidth - w) / 2, (pageHeight - h) / 2]
  return {
    pageWidth,
    pageHeight,
    content: `q ${round(w)} 0 0 ${round(h)} ${round(x)} ${round(y)} cm /P Do Q`,
  }
}

/** The three objects of a page: itself, what is drawn, the picture (ISO 32000-1, 7.7.3.3, 8.9.5, DCTDecode 7.4.8). */
function pageObjects(page: JpegPage, first: number): readonly Uint8Array[][] {
  const { pageWidth, pageHeight, content } = placed(page)
  const { jpeg, width, height } = page
  const media = `[0 0 ${round(pageWidth)} ${round(pageHeight)}]`
  return [
    [
      ascii(
        `<</Type/Page/Parent 2 0 R/MediaBox${media}/Contents ${first + 1} 0 R` +
          `/Resources<</XObject<</P ${first + 2} 0 R>>>>>>`,
      ),
    ],
    [ascii(`<</Length ${content.length}>>stream\n${content}\nendstream`)],
    [
      ascii(
        `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB` +
          `/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.length}>>stream\n`,
      ),
      jpeg,
      ascii('\nendstream'),
    ],
  ]
}

/**
 * Writes pages as a PDF 1.4 (ISO 32000-1): one A4 page each, nothing but the pictures: no names, dates or program in
 * it. Canvases write JPEGs of three components.
 */
export function pdfOf(pages: readonly JpegPage[]): Uint8Array {
  const firstPage = 3
  const kids = pages.map((_, at) => `${firstPage + at * 3} 0 R`).join(' ')
  const objects = [
    [ascii('<</Type/Catalog/Pages 2 0 R>>')],
    [ascii(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`)],
    ...pages.flatMap((page, at) => pageObjects(page, firstPage + at * 3)),
  ]
  // Four bytes above 127 in a comment tell that the file is binary (7.5.2).
  const parts: Uint8Array[] = [ascii('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n')]
  let length = parts[0]?.length ?? 0
  const add = (part: Uint8Array) => {
    parts.push(part)
    length += part.length
  }
  const offsets = objects.map((body, at) => {
    const offset = length
    for (const part of [ascii(`${at + 1} 0 obj\n`), ...body, ascii('\nendobj\n')]) add(part)
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const start = length
  const size = objects.length + 1
  add(ascii(`xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`))
  add(ascii(`trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`))
  const file = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    file.set(part, at)
    at += part.length
  }
  return file
}
