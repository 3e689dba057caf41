import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { debParts } from './dist_udev.ts'

const root = resolve(import.meta.dirname, '..')

test('the deb carries the rules and has them count at once, after what electron-builder does itself', () => {
  const stage = mkdtempSync(join(tmpdir(), 'civic-hall-deb-'))
  const { fpm, afterInstall } = debParts(root, stage)
  const [source = '', target = ''] = fpm[0]?.split('=') ?? []
  expect(existsSync(source)).toBe(true)
  expect(target).toBe('/usr/lib/udev/rules.d/70-civic-hall.rules')
  const template = readFileSync(afterInstall, 'utf8')
  expect(template).toMatch(/chrome-sandbox[\s\S]*udevadm control --reload/)
  // electron-builder fills these in and refuses any other; then it must be a script.
  const macros = new Set([...template.matchAll(/\$\{([a-zA-Z]+)\}/g)].map(([, name]) => name))
  expect([...macros].sort()).toEqual(['executable', 'sanitizedProductName'])
  const script = join(stage, 'filled.sh')
  writeFileSync(script, template.replaceAll(/\$\{[a-zA-Z]+\}/g, 'civic-hall'))
  execFileSync('bash', ['-n', script])
  rmSync(stage, { recursive: true })
})

test('every rule names a device, a group and a mode', () => {
  const rules = readFileSync(join(root, 'resources', 'linux', '70-civic-hall.rules'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  expect(rules.length).toBeGreaterThan(2)
  for (const rule of rules) expect(rule).toMatch(/^SUBSYSTEM=="\w+", .*GROUP="(dialout|lp)", MODE="0660"/)
})
