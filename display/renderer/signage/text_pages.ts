/** Width of a text in full-width characters: a Latin letter counts half of one. */
export const textWidth = (text: string): number =>
  [...text].reduce((width, character) => width + (character > 'ÿ' ? 1 : 0.5), 0)

/** Full-width characters on one card: more would be too small to be read from a chair. */
const mostOnPage = 120

/** Where a text may be cut: behind a line, a sentence, a clause, a word; a word too long for a page anywhere. */
const seams = /[^\n]*?\n|[^。！？；，、.!?;, \n]*[。！？；，、.!?;, ]|[^。！？；，、.!?;, \n]+/gu

const piecesOf = (part: string): readonly string[] => {
  if (textWidth(part) <= mostOnPage) return [part]
  return part.match(new RegExp(`.{1,${mostOnPage}}`, 'gsu')) ?? []
}

/** A text as the pages of a card, in order; together they are the text, but for blanks at their ends. */
export function textPages(text: string): readonly string[] {
  const pages: string[] = []
  let page = ''
  for (const piece of (text.match(seams) ?? []).flatMap(piecesOf)) {
    if (page !== '' && textWidth(page) + textWidth(piece) > mostOnPage) {
      pages.push(page)
      page = ''
    }
    page += piece
  }
  return [...pages, page].map((each) => each.trim()).filter((each) => each !== '')
}

/** Full-width characters read in a second, as in the ticker: slow enough for someone who reads with effort. */
const perSecond = 5

/** How long a text stands to be read, seconds. */
export const readingSeconds = (text: string): number => textWidth(text) / perSecond

/**
 * Size of the letters of a page, in hundredths of the card's width: as large as the card of 16:9 lets them be, so that
 * a line of warning is seen from the door.
 */
export const letterSize = (page: string): number => {
  const lines = page.split('\n').length
  const room = 2_000 / (textWidth(page) + lines * 4)
  return Math.min(6, Math.max(3.1, Math.sqrt(room)))
}
