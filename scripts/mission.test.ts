import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const rows = readFileSync(join(root, 'docs', 'mission.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| S\d+ /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

test('the mission has a row for each of S1 to S60', () => {
  expect(rows.map((cells) => cells[1])).toEqual(Array.from({ length: 60 }, (_each, index) => `S${index + 1}`))
})

test('a row without a proof says "not yet"', () => {
  const bare = rows.filter((cells) => cells[4] === '—' && !cells[3]?.includes('not yet'))
  expect(bare).toEqual([])
})

test.each(rows.filter((cells) => cells[4] !== '—'))(
  '| %s%s names a test that exists',
  (_empty, _id, _what, _where, proof) => {
    const [file = '', title] = (proof ?? '').replaceAll('`', '').split(' › ')
    expect(existsSync(join(root, file)), file).toBe(true)
    if (title !== undefined) expect(readFileSync(join(root, file), 'utf8')).toContain(title)
  },
)
