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

test('the status page escapes what it is given', () => {
  expect(hubDocument('ready', 'http://h/"><script>')).not.toContain('<script>')
  expect(hubDocument('waiting', null)).not.toContain('Console')
})
