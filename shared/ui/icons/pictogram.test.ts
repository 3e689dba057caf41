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
