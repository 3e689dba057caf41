import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { composeTicket, samplePapers, usualTemplates } from '#ticket'
import { pullCommand } from '../simulator/commands.ts'
import { simulateTicketPrinter } from '../simulator.ts'
import { raster } from '../test_bench.ts'
import { code128, processIdRequest, qrCode, queued } from './commands.ts'
import { ticketEncoder } from './encoder.ts'
import { ticketBytes } from './ticket_bytes.ts'

const hex = (...parts: readonly Uint8Array[]) => Buffer.concat(parts).toString('hex')
const bytesOf = (text: string) => [...Buffer.from(text.replaceAll(' ', ''), 'hex')]

/** What the simulator, which reads by its own tables, makes of bytes. */
function printedOf(bytes: Uint8Array) {
  const clock = simulatedClock(0)
  let write: (bytes: Uint8Array) => void = () => undefined
  const simulator = simulateTicketPrinter(
    {
      send: () => undefined,
      onBytes(receive) {
        write = receive
      },
    },
    clock,
    { widthDots: 576 },
  )
  write(bytes)
  clock.advance(600_000)
  return simulator
}

const encoded = (name: keyof typeof samplePapers, width: 80 | 58 = 80) => {
  const rows = composeTicket(usualTemplates[width], samplePapers[name])
  return ticketBytes(rows, { charset: 'gbk', raster, pid: '0001', isHeard: true })
}

describe('the published byte tables (ESC/POS; text, QR, bar code, cut)', () => {
  test.each([
    ['1c26', { kind: 'chinese', on: true }],
    ['1c2e', { kind: 'chinese', on: false }],
    ['1d2133', { kind: 'size', w: 4, h: 4 }],
    ['1b6101', { kind: 'align', to: 1 }],
    ['1b6403', { kind: 'feed-lines', lines: 3 }],
    ['1b40', { kind: 'reset' }],
    ['1d5600', { kind: 'cut', feed: 0 }],
    ['1d5601', { kind: 'cut', feed: 0 }],
    ['1d564230', { kind: 'cut', feed: 48 }],
    ['1d6b49077b424130303132', { kind: 'barcode', symbology: 0x49, bytes: bytesOf('7b424130303132') }],
    ['1d286b04003141 3200', { kind: 'symbol', fn: 0x41, bytes: [0x32, 0] }],
    ['1d286b03003143 06', { kind: 'symbol', fn: 0x43, bytes: [6] }],
    ['1d286b03003145 31', { kind: 'symbol', fn: 0x45, bytes: [0x31] }],
    ['1d286b05003150 30 4142', { kind: 'symbol', fn: 0x50, bytes: [0x30, 0x41, 0x42] }],
    ['1d286b03003151 30', { kind: 'symbol', fn: 0x51, bytes: [0x30] }],
    ['1d7201', { kind: 'send-paper' }],
    ['1d7231', { kind: 'send-paper' }],
    ['1d61ff', { kind: 'asb', mask: 0xff }],
    ['1d284806003030 30303031', { kind: 'process-id', pid: bytesOf('30303031') }],
  ])('%s', (text, command) => {
    const bytes = bytesOf(text)
    expect(pullCommand(bytes)).toEqual({ command, length: bytes.length })
  })
  test('㐀 and 𠮷 are four bytes of GB 18030 (81 39 EE 39, 95 34 B2 35) and go out as pictures', () => {
    const encoder = ticketEncoder('gbk', raster)
    for (const char of '㐀𠮷') encoder.line(char, { w: 1, h: 1, bold: false, align: 'left' })
    const sent = hex(encoder.bytes())
    expect(sent).not.toContain('8139ee39')
    expect(sent).not.toContain('9534b235')
    expect(sent.match(/1d7630/g)).toHaveLength(2)
  })
})

describe.skipIf(spawnSync('iconv', ['--version']).error !== undefined)('text on the wire', () => {
  test('is GB 18030 to another program', () => {
    const text = '松江区公共法律服务中心 A012 约 15–25 分钟 ￥〇'
    const encoder = ticketEncoder('gbk', raster)
    encoder.line(text, { w: 1, h: 1, bold: false, align: 'left' })
    const sent = Buffer.from(encoder.bytes())
    const from = sent.indexOf(Buffer.from('1c26', 'hex')) + 2
    const input = sent.subarray(from, sent.indexOf(Buffer.from('1c2e', 'hex')))
    const read = spawnSync('iconv', ['-f', 'gb18030', '-t', 'utf-8'], { input, encoding: 'utf8' })
    expect(read.stdout).toBe(text)
  })
})

const anyCommand = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })).map(([w, h]) => queued.size(w, h)),
  fc.integer({ min: 1, max: 255 }).map(queued.feed),
  fc.integer({ min: 0, max: 255 }).map(queued.cut),
  fc.constantFrom(queued.chineseOn, queued.chineseOff, queued.watch, queued.paperStatus, queued.lineEnd),
  fc.stringMatching(/^[\x20-\x7e]{4}$/).map(processIdRequest),
  fc
    .tuple(fc.stringMatching(/^[A-Z0-9]{1,30}$/), fc.integer({ min: 1, max: 255 }))
    .map(([text, height]) => Buffer.concat(code128(text, height, 2))),
  fc.string({ minLength: 1, maxLength: 60 }).map((text) => Buffer.concat(qrCode(text, 6, 'M'))),
)

describe('every outgoing command', () => {
  test('is read back whole by another reader', () => {
    fc.assert(
      fc.property(anyCommand, (command) => {
        let rest = [...command]
        while (rest.length > 0) {
          const pulled = pullCommand(rest)
          expect(pulled?.command.kind).not.toBe('unknown')
          rest = rest.slice(pulled?.length ?? rest.length + 1)
        }
      }),
    )
  })
  test('too small, is waited for and never taken for another', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\x20-\x7e]{4}$/), fc.integer({ min: 1, max: 10 }), (pid, length) => {
        expect(pullCommand([...processIdRequest(pid)].slice(0, length))).toBeNull()
      }),
    )
  })
  test('with something behind it, ends where it ends', () => {
    fc.assert(
      fc.property(anyCommand, fc.uint8Array({ maxLength: 20 }), (command, after) => {
        const alone = pullCommand([...command])
        expect(pullCommand([...command, ...after])).toEqual(alone)
      }),
    )
  })
})

describe('a whole ticket', () => {
  test.each(Object.keys(samplePapers) as (keyof typeof samplePapers)[])('%s is one cut paper', (name) => {
    const simulator = printedOf(encoded(name))
    expect(simulator.unknownCommands()).toBe(0)
    expect(simulator.tickets()).toHaveLength(1)
    expect(simulator.tickets()[0]?.lines.map(({ text }) => text)).toContain(samplePapers[name].number)
  })
  test('damaged anywhere, hangs no reader and prints no endless paper', () => {
    const whole = encoded('normal')
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Uint8Array.from(whole)
        damaged[at] = (damaged[at] ?? 0) ^ flip
        const papers = printedOf(damaged).tickets()
        expect(papers.reduce((sum, { heightDots }) => sum + heightDots, 0)).toBeLessThan(60_000)
      }),
      { numRuns: 60 },
    )
  })
})
