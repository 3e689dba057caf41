import { expect, test } from 'vitest'
import { pictogramNames, pictogramOf, pictogramSvg, pictograms, type Shape } from './pictogram_table.ts'

test.each(pictogramNames)('resources/icons/%s.svg is what the table draws', async (name) => {
  await expect(pictogramSvg(name)).toMatchFileSnapshot(`../../../resources/icons/${name}.svg`)
})

test('resources/icons holds nothing that the table does not draw', () => {
  const files = import.meta.glob('../../../resources/icons/*.svg', {
    query: '?raw',
    import: 'default',
    eager: true,
  })
  const names = Object.keys(files).map((path) => path.replace(/^.*\/|\.svg$/g, ''))
  expect(names.toSorted()).toEqual(pictogramNames.toSorted())
})

test.each(pictogramNames)('%s starts every path on the grid and draws none twice', (name) => {
  const shapes: readonly Shape[] = pictograms[name]
  const paths = shapes.map((shape) => (typeof shape === 'string' ? shape : shape.fill))
  expect(new Set(paths).size).toBe(paths.length)
  for (const path of paths) {
    expect(path).toMatch(/^M[\d.]+ [\d.]+[a-zA-Z]/)
    for (const move of path.matchAll(/M([\d.]+) ([\d.]+)/g)) {
      for (const value of move.slice(1).map(Number)) expect(value >= 1 && value <= 47).toBe(true)
    }
  }
})

test('an unknown name draws the signpost', () => {
  expect(pictogramOf('scales')).toBe('scales')
  expect(pictogramOf('toString')).toBe('signpost')
})

test('the eight portraits are whole drawings that fetch nothing', () => {
  const files = import.meta.glob('../../../resources/portraits/*.svg', {
    query: '?raw',
    import: 'default',
    eager: true,
  })
  expect(Object.keys(files).map((path) => path.replace(/^.*\//, ''))).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `staff-0${number}.svg`),
  )
  for (const svg of Object.values(files)) {
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 400 500">[\s\S]+<\/svg>\n$/,
    )
    expect(svg).not.toMatch(/<script|<image|href=/)
  }
})
