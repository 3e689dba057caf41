import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStandbyFiles } from './standby_files.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-standby-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const line = (after: number, to: number) => ({
  ...{ site: 's', epoch: 1, after, to, toHash: `hash-${to}` },
  box: 'x'.repeat(50),
})
const log = () => join(folder, 'standby', 'log.jsonl')

test('at every byte at which the machine may have died, the log goes on after its last whole line', () => {
  const files = openStandbyFiles(folder)
  files.addLog(line(0, 5))
  const first = readFileSync(log()).length
  files.addLog(line(5, 9))
  const whole = readFileSync(log())
  for (let length = 0; length <= whole.length; length += 1) {
    rmSync(log())
    appendFileSync(log(), whole.subarray(0, length))
    const kept = length === whole.length ? 9 : length >= first ? 5 : 0
    const reopened = openStandbyFiles(folder)
    expect(reopened.end().after).toBe(kept)
    reopened.addLog(line(kept, 20))
    expect(readFileSync(log(), 'utf8').trimEnd().split('\n').at(-1)).toBe(JSON.stringify(line(kept, 20)))
    expect(openStandbyFiles(folder).end()).toMatchObject({ after: 20, hash: 'hash-20' })
  }
})

test('a base replaces the one before with its people; what is put aside is kept', () => {
  const files = openStandbyFiles(folder)
  files.replaceBase({ kind: 'base', site: 's', mark: 'one', box: 'a' })
  files.addPeople({ kind: 'people', site: 's', mark: '', box: 'p' })
  files.replaceBase({ kind: 'base', site: 's', mark: 'two', box: 'b' })
  files.addLog(line(0, 3))
  const text = readFileSync(join(folder, 'standby', 'base.jsonl'), 'utf8')
  expect(text.split('\n')).toHaveLength(2)
  expect(openStandbyFiles(folder).end()).toEqual({ after: 3, hash: 'hash-3', base: 'two' })
  files.putAside(77)
  expect(openStandbyFiles(folder).end()).toEqual({ after: 0, hash: '', base: '' })
  expect(readFileSync(`${log()}.aside-77`, 'utf8')).toContain('hash-3')
  truncateSync(`${log()}.aside-77`)
})
