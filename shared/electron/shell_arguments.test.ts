import { describe, expect, test } from 'vitest'
import { pageOf, parseShellArguments } from './shell_arguments.ts'

const parse = (...options: string[]) => parseShellArguments(['electron', 'suite.cjs', ...options])

describe('the command line of a shell', () => {
  test('gives every option its value and ignores those of Chromium', () => {
    const given = parse('--role=counter', '--page=guide', '--windowed=1280x800', '--display=1', '--pad=2')
    expect(given).toEqual({
      ok: true,
      value: {
        role: 'counter',
        page: 'guide',
        windowed: { width: 1280, height: 800 },
        display: 1,
        config: null,
        instance: null,
        pad: 2,
        setup: false,
      },
    })
    expect(parse('--enable-features=X', '--config=/etc/agent.json', '--instance=2')).toMatchObject({
      ok: true,
      value: { role: null, config: '/etc/agent.json', instance: '2' },
    })
  })

  test('asks for the set-up by a word of its own', () => {
    expect(parse('--setup')).toMatchObject({ value: { role: null, setup: true } })
    expect(parse('--setup=no')).toMatchObject({ value: { setup: false } })
  })

  test('the last of two wins', () => {
    expect(parse('--role=kiosk', '--role=query')).toMatchObject({ value: { role: 'query' } })
  })

  test.each([
    ['--role=admin', 'role'],
    ['--role=', 'role'],
    ['--page=console', 'page'],
    ['--windowed=big', 'windowed'],
    ['--windowed=10x10', 'windowed'],
    ['--display=-1', 'display'],
    ['--instance=../x', 'instance'],
    ['--pad=first', 'pad'],
  ])('%s is refused', (option, error) => {
    expect(parse(option)).toEqual({ ok: false, error })
  })

  test('a role shows only pages of its own', () => {
    expect(pageOf('counter', 'guide')).toBe('guide')
    expect(pageOf('kiosk', 'counter')).toBe('kiosk')
    expect(pageOf('display', null)).toBe('board')
  })
})
