import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshSigningKey, publicHalf } from '#signing'
import { registryFile, withSiteKey } from './registry.ts'

const key = () => publicHalf(freshSigningKey()) ?? expect.fail()
const seal = 'what persons are sealed with'

test('a key is entered beside the one before it, and no third is kept', () => {
  const [first, second, third] = [key(), key(), key()]
  const one = withSiteKey({ other: 'a shared secret of another' }, 'site', first, seal)
  expect(one).toEqual({ other: 'a shared secret of another', site: { verify: [first], seal } })
  const two = withSiteKey(one, 'site', second, 'another secret, not taken')
  expect(two.site).toEqual({ verify: [second, first], seal })
  expect(withSiteKey(two, 'site', third, '').site).toEqual({ verify: [third, second], seal })
  expect(withSiteKey(two, 'site', second, '').site).toEqual({ verify: [second, first], seal })
})

test('a register with what is no public key, or a private one, is refused', () => {
  for (const verify of ['ED25519:', 'ED25519:AAAA', freshSigningKey(), [], [key(), key(), key()]])
    expect(registryFile.safeParse({ site: { verify, seal } }).success).toBe(false)
  expect(registryFile.safeParse({ site: { verify: key(), seal } }).success).toBe(true)
})

test('the program enters a key and tells what the site needs; the register stays its user’s own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'civic-register-'))
  const keys = join(folder, 'keys.json')
  writeFileSync(keys, JSON.stringify({ 'site-b': 'a shared secret of another' }))
  const signingKey = freshSigningKey()
  const program = (...given: string[]) =>
    JSON.parse(
      execFileSync(process.execPath, [join(import.meta.dirname, 'register_main.ts'), ...given], {
        env: { ...process.env, CIVIC_HALL_CITY_SIGNING_KEY: signingKey },
        encoding: 'utf8',
      }),
    )
  try {
    const own = key()
    const told = program('--keys', keys, '--site', 'site-a', '--public-key', own)
    expect(told).toMatchObject({ siteId: 'site-a', answerKey: publicHalf(signingKey) })
    const kept = registryFile.parse(JSON.parse(readFileSync(keys, 'utf8')))
    expect(kept).toEqual({
      'site-b': 'a shared secret of another',
      'site-a': { verify: [own], seal: told.sealKey },
    })
    if (process.platform !== 'win32') expect(statSync(keys).mode & 0o077).toBe(0)
    expect(() => program('--keys', keys, '--site', 'site-a', '--public-key', freshSigningKey())).toThrow()
  } finally {
    rmSync(folder, { recursive: true })
  }
})
