import { expect, test } from 'vitest'
import { chooserDocument, chosenRole, hubDocument } from './own_documents.ts'
import { suiteRoles } from './shell_arguments.ts'

test('each link of the chooser stands for its role, and no other address for any', () => {
  const links = [...chooserDocument().matchAll(/href="([^"]+)"/g)].map((match) => match[1] ?? '')
  expect(links.map(chosenRole)).toEqual([...suiteRoles])
  for (const other of [
    'app://civic-hall/choose',
    'app://civic-hall/choose/admin',
    'https://civic-hall/choose/kiosk',
  ]) {
    expect(chosenRole(other)).toBeNull()
  }
})

const running = {
  state: 'ready',
  url: 'http://127.0.0.1:7700',
  serving: true,
  addresses: ['http://192.168.1.20:7700'],
  folder: '/data/hub',
} as const

test('the status page names the address for other machines, the console and the folder', () => {
  const shown = hubDocument(running)
  for (const part of ['http://192.168.1.20:7700', 'http://127.0.0.1:7700/console', '/data/hub', '可以使用'])
    expect(shown).toContain(part)
  expect(hubDocument({ ...running, serving: false })).not.toContain('可以使用')
  expect(hubDocument({ ...running, addresses: [] })).toContain('本机没有接入网络')
})

test('the status page escapes what it is given', () => {
  const evil = '"><script>'
  expect(hubDocument({ ...running, url: evil, addresses: [evil], folder: evil })).not.toContain('<script>')
  expect(hubDocument({ ...running, state: 'waiting', url: null })).not.toContain('console')
})
