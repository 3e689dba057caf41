import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { freshSigningKey, isPublicKey, publicHalf } from '#signing'
import { registryFile, withSiteKey } from './registry.ts'

const usage = `Enters a site's Ed25519 key in the city's register, or makes the city's own key.
  node city/register_main.ts --keys <keys.json> --site <site id> --public-key ED25519:<base64>
  node city/register_main.ts --make-signing-key
With CIVIC_HALL_CITY_SIGNING_KEY set, the city's public key is told with the site's secret for sealing.`

function end(sentence: string, code: number): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

const { values } = parseArgs({
  options: {
    keys: { type: 'string' },
    site: { type: 'string' },
    'public-key': { type: 'string' },
    'make-signing-key': { type: 'boolean', default: false },
  },
})

if (values['make-signing-key']) {
  const signingKey = freshSigningKey()
  process.stdout.write(`${JSON.stringify({ signingKey, publicKey: publicHalf(signingKey) })}\n`)
} else {
  const { keys: path, site, 'public-key': key } = values
  if (path === undefined || site === undefined || key === undefined) end(usage, 2)
  if (!isPublicKey(key)) end('This is no public Ed25519 key as the console shows it: ED25519:<base64>.', 2)
  const file = existsSync(path) ? registryFile.parse(JSON.parse(readFileSync(path, 'utf8'))) : {}
  const next = withSiteKey(file, site, key, randomBytes(24).toString('base64url'))
  writeFileSync(`${path}.new`, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
  const entry = next[site]
  const own = process.env.CIVIC_HALL_CITY_SIGNING_KEY
  const told = {
    siteId: site,
    sealKey: typeof entry === 'object' ? entry.seal : null,
    answerKey: own === undefined ? null : publicHalf(own),
  }
  process.stdout.write(`${JSON.stringify(told)}\n`)
}
