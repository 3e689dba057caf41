import { describe, expect, test } from 'vitest'
import { contentSecurityPolicy, requestIsAllowed } from './content_security.ts'

const agent = 'ws://127.0.0.1:7123/ws'

test('the policy lets no script in but our files, and denies what it does not name', () => {
  const rules = new Map(contentSecurityPolicy.split('; ').map((rule) => [rule.split(' ')[0], rule]))
  expect(rules.get('script-src')).toBe("script-src 'self'")
  expect(rules.get('default-src')).toBe("default-src 'none'")
  for (const closed of ['frame-ancestors', 'base-uri', 'form-action']) {
    expect(rules.get(closed)).toBe(`${closed} 'none'`)
  }
  expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|https:|\*(?!$|[ ;])/)
})

describe('requests', () => {
  test.each([
    'app://civic-hall/kiosk',
    'data:image/png;base64,AA==',
    'blob:app://civic-hall/7c0e',
    'ws://127.0.0.1:7123/ws',
    'http://127.0.0.1:7123/media/1',
  ])('%s may go out', (address) => {
    expect(requestIsAllowed(address, agent)).toBe(true)
  })

  test.each([
    'app://elsewhere/kiosk',
    'http://127.0.0.1:7124/',
    'http://127.0.0.1.example.invalid:7123/',
    'http://user@example.invalid:7123/',
    'https://127.0.0.1:7123/',
    'wss://127.0.0.1:7123/ws',
    'file:///etc/passwd',
    'blob:https://example.invalid/1',
    'chrome://settings',
    'devtools://devtools/bundled/inspector.html',
    'nonsense',
  ])('%s may not', (address) => {
    expect(requestIsAllowed(address, agent)).toBe(false)
  })

  test('while there is no agent, none is reached', () => {
    expect(requestIsAllowed('http://127.0.0.1:7123/', null)).toBe(false)
  })
})
