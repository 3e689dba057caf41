import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOwnPage, readAddress } from './app_address.ts'

describe('addresses of the app scheme', () => {
  test.each([
    ['app://civic-hall/kiosk', [['kiosk.html']]],
    ['app://civic-hall/pad?counter=1', [['pad.html']]],
    ['app://civic-hall/guide', [['guide.html'], ['counter.html']]],
    ['app://civic-hall/assets/main-1a2b.js', [['assets', 'main-1a2b.js']]],
    ['app://civic-hall/%E5%8F%AB%E5%8F%B7.mp3', [['叫号.mp3']]],
  ])('%s is served', (address, candidates) => {
    expect(readAddress(address)?.candidates).toEqual(candidates)
  })

  test.each([
    'app://civic-hall/',
    'app://civic-hall/console',
    'app://elsewhere/kiosk',
    'https://civic-hall/kiosk',
    'file:///kiosk',
    'app://civic-hall/..%2f..%2fpackage.json',
    'app://civic-hall/a/%2e%2e%2fb.js',
    'app://civic-hall/%252e%252e/package.json',
    'app://civic-hall/a%5c..%5cb.json',
    'app://civic-hall/C:/secret.json',
    'app://civic-hall/a%00.html',
    'app://civic-hall/.env.json',
    'app://civic-hall/assets//a.js',
    'app://civic-hall/main.js.map',
    'app://civic-hall/main.ts',
    'app://civic-hall/%',
    'not an address',
  ])('%s is not', (address) => {
    expect(readAddress(address)).toBeNull()
  })

  test('no address whatever yields a path that climbs', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2f',
      '%5c',
      '/',
      '\\',
      '%25',
      'a',
      'kiosk',
      '.js',
      '%00',
      ':',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const found = readAddress(`app://civic-hall/${pieces.join('')}`)
        for (const segment of found?.candidates.flat() ?? []) {
          expect(segment).toMatch(/^[^.\\/:%\0][^\\/:%\0]*$/)
        }
      }),
    )
  })

  test('a page is its own address and no other page', () => {
    expect(isOwnPage('app://civic-hall/kiosk?lang=en', 'kiosk')).toBe(true)
    expect(isOwnPage('app://civic-hall/counter', 'kiosk')).toBe(false)
    expect(isOwnPage('app://civic-hall/counter', null)).toBe(true)
    expect(isOwnPage('app://civic-hall/assets/a.js', null)).toBe(false)
    expect(isOwnPage('data:text/html,x', null)).toBe(false)
  })
})
