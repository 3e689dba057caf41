import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assert, simulatedClock } from '#basics'
import { memoryCable, readTemplate } from '#drivers'
import { capture, captureCommand } from './capture.ts'
import { replay, replayCommand } from './replay.ts'
import { type Chunk, readCapture, shown } from './traffic.ts'

const template = readTemplate(new URL('../../resources/devices/dory_example.json', import.meta.url))
assert(template.ok, template.ok ? '' : template.error)

test('what is heard is cut where the line is silent, and nothing is sent', async () => {
  const clock = simulatedClock(1_700_000_000_000)
  const cable = memoryCable()
  const sent: number[] = []
  cable.onBytes((bytes) => sent.push(...bytes))
  const chunks: Chunk[] = []
  const listening = capture({
    transport: cable.transport,
    clock,
    onChunk: (chunk) => chunks.push(chunk),
    onState: () => undefined,
  })
  await new Promise((resolve) => setImmediate(resolve))
  for (const byte of Buffer.from('AA55010510D4DDCDA377750D', 'hex')) {
    cable.send(Uint8Array.of(byte))
    clock.advance(2)
  }
  clock.advance(500)
  cable.send(Uint8Array.of(0xaa))
  await listening.close()
  expect(chunks.map(({ ms, hex }) => [ms, hex])).toEqual([
    [0, 'AA55010510D4DDCDA377750D'],
    [524, 'AA'],
  ])
  expect(sent).toEqual([])
  const [first] = chunks
  expect(first === undefined ? '' : shown(first, true)).toMatch(/0\.000 {3}12 {2}AA 55 01 .*\|.*暂停.*\|/)
})

test('a line that is never silent is shown all the same, in pieces of bounded size', async () => {
  const clock = simulatedClock(1_700_000_000_000)
  const cable = memoryCable()
  const chunks: Chunk[] = []
  const listening = capture({
    transport: cable.transport,
    clock,
    onChunk: (chunk) => chunks.push(chunk),
    onState: () => undefined,
  })
  await new Promise((resolve) => setImmediate(resolve))
  for (let n = 0; n < 100; n += 1) {
    cable.send(new Uint8Array(100).fill(n))
    clock.advance(2)
  }
  expect(chunks.map(({ hex }) => hex.length / 2)).toEqual(new Array(9).fill(1_024))
  expect(chunks.at(-1)?.ms).toBeGreaterThan(150)
  await listening.close()
  expect(chunks.map(({ hex }) => hex).join('')).toHaveLength(20_000)
})

test('what is typed wrongly is told in a sentence', async () => {
  for (const args of [['--bogus'], [], ['spool://queue'], ['/dev/ttyUSB0', '--baud', '12']])
    expect([args, await captureCommand.run(args)]).toEqual([args, 2])
  expect(await captureCommand.run(['/dev/ttyUSB0', '--save', '/nowhere/line.jsonl'])).toBe(2)
  expect([await replayCommand.run(['--bogus']), await replayCommand.run(['one'])]).toEqual([2, 2])
})

test('a capture is read with a template: what it understands, what is spoilt, what is left', () => {
  const at = '2026-11-23T10:00:00.000Z'
  const chunks = [
    { at, ms: 0, hex: 'AA55010510D4DDCDA377750D' },
    { at, ms: 20, hex: 'AA55010510D4DDCDA378750D' },
    { at, ms: 400, hex: '0102' },
  ]
  const { lines, frames, faults, skipped, bytes } = replay(template.value, chunks)
  expect([frames, faults, skipped, bytes]).toEqual([1, 1, 14, 26])
  expect(lines).toContain('      = show {"address":1,"text":"暂停"}')
  expect(lines).toContain('      ! checksum')
})

test('a saved capture is read back; a line that is none is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'civic-hall-capture-'))
  const file = join(folder, 'line.jsonl')
  const chunk = { at: '2026-11-23T10:00:00.000Z', ms: 0, hex: 'AA55' }
  writeFileSync(file, `${JSON.stringify(chunk)}\n\n`)
  expect(readCapture(file)).toEqual({ ok: true, value: [chunk] })
  writeFileSync(file, `${JSON.stringify(chunk)}\n{"hex":"A"}\n`)
  expect(readCapture(file)).toMatchObject({ error: expect.stringContaining('line 2') })
  expect(readCapture(join(folder, 'none')).ok).toBe(false)
  rmSync(folder, { recursive: true })
})
