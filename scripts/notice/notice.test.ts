import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { licenceTexts } from './licence_texts.ts'
import { acceptedLicences, noticeText, shippedWorks } from './notice.ts'
import { shippedPackages } from './shipped.ts'

const root = join(import.meta.dirname, '..', '..')

test('NOTICE.md says what is shipped now; else: node scripts/make_notice.ts', () => {
  expect(readFileSync(join(root, 'NOTICE.md'), 'utf8')).toBe(noticeText(root))
})

test('every licence lets the suite be passed on', () => {
  const others = shippedPackages(root).filter(({ licence }) => !acceptedLicences.has(licence))
  expect(others).toEqual([])
})

test('every direct dependency is among what is shipped, and no tool of ours but Electron', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const names = shippedPackages(root).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)))
  const tools = Object.keys(manifest.devDependencies).filter((name) => names.includes(name))
  expect(tools.filter((name) => !name.startsWith('@types/'))).toEqual(['electron'])
})

test('each file made of another work is there, with the text of its licence', () => {
  for (const { place, text } of shippedWorks) {
    expect(existsSync(join(root, place)), place).toBe(true)
    expect(readFileSync(join(root, text), 'utf8')).toMatch(/licen[cs]e|permission/i)
  }
})

test('the texts are whole, also where they stand in a README only', () => {
  const texts = licenceTexts(root, root)
  expect(texts).toContain('SIL OPEN FONT LICENSE')
  expect(texts).toContain('Copyright (c) 2012 Yusuke Hata')
  expect(texts).toMatch(/react \d+\.\d+\.\d+ \(MIT\)/)
})
