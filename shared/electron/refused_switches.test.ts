import { expect, test } from 'vitest'
import { findRefused } from './refused_switches.ts'

const start = (...options: string[]) => findRefused(['/opt/civic-hall/civic-hall', ...options], {})

test('an ordinary start is not refused', () => {
  expect(
    start('--role=kiosk', '--windowed=800x600', '--config=/etc/inspect.json', '--ozone-platform=wayland'),
  ).toEqual([])
})

test.each([
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--Remote-Debugging-Port=1',
  '-remote-debugging-port=1',
  '--inspect',
  '--inspect-brk=0',
  '--no-sandbox',
  '--js-flags=--expose-gc',
  '--proxy-server=x',
  '-r',
])('%s is', (option) => {
  expect(start('--role=kiosk', option)).toHaveLength(1)
})

test('an environment that steers Electron or Node is refused too', () => {
  expect(findRefused(['x'], { NODE_OPTIONS: '--inspect', ELECTRON_RUN_AS_NODE: '' })).toEqual([
    'NODE_OPTIONS',
  ])
})
