import fc from 'fast-check'
import { expect, test } from 'vitest'
import { letterSize, readingSeconds, textPages, textWidth } from './text_pages.ts'

test('a short text is one page, in large letters', () => {
  expect(textPages('请带好身份证。\nHave your ID card ready.\n')).toEqual([
    '请带好身份证。\nHave your ID card ready.',
  ])
  expect(letterSize('明天停电，不办业务')).toBe(6)
})

test('a long one is cut at the ends of sentences and lines', () => {
  const sentence = `${'法'.repeat(49)}。`
  expect(textPages(sentence.repeat(5))).toEqual([sentence.repeat(2), sentence.repeat(2), sentence])
})

test('nothing is lost, no page is too full, and letters never fall below what can be read', () => {
  const text = fc.array(fc.constantFrom('法', '律', 'a', 'b', ' ', '。', '\n', '，', '😀'), {
    maxLength: 900,
  })
  fc.assert(
    fc.property(text, (characters) => {
      const given = characters.join('')
      const pages = textPages(given)
      const bare = (words: string) => words.replaceAll(/\s/g, '')
      expect(bare(pages.join(''))).toBe(bare(given))
      for (const page of pages) {
        expect(textWidth(page)).toBeLessThanOrEqual(120)
        expect(page.trim()).toBe(page)
        expect(letterSize(page)).toBeGreaterThanOrEqual(3.1)
      }
      const seconds = pages.reduce((sum, page) => sum + readingSeconds(page), 0)
      expect(seconds).toBeLessThanOrEqual(readingSeconds(given) + 1e-9)
    }),
  )
})
