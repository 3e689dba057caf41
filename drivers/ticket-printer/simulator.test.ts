import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simulatedClock } from '#basics'
import { code128Bars, columnsOf, composeTicket, printableText, qrModules } from '#ticket'
import { lineInRom } from '../framing/rom_charset.ts'
import { type Bitmap, dotAt } from './codec/bitmap.ts'
import { ticketEncoder } from './codec/encoder.ts'
import { ticketBytes } from './codec/ticket_bytes.ts'
import { type PrintedTicket, simulateTicketPrinter, ticketSvg } from './simulator.ts'
import { glyphFile, narrow, parseGlyphSheet, raster, samplePaper, wide } from './test_bench.ts'

function bench(widthDots = 576) {
  const clock = simulatedClock(0)
  const answers: number[] = []
  let write: (bytes: Uint8Array) => void = () => undefined
  const simulator = simulateTicketPrinter(
    {
      send: (bytes) => void answers.push(...bytes),
      onBytes(receive) {
        write = receive
      },
    },
    clock,
    { widthDots },
  )
  const hex = (text: string) => write(Buffer.from(text.replaceAll(' ', ''), 'hex'))
  const taken = () => Buffer.from(answers.splice(0)).toString('hex')
  return { clock, simulator, hex, taken, write: (bytes: Uint8Array) => write(bytes) }
}

const printed = (bytes: Uint8Array, widthDots = 576): PrintedTicket => {
  const { clock, simulator, write } = bench(widthDots)
  // In portions that cut commands and characters apart, as a serial line does.
  for (let at = 0; at < bytes.length; at += 7) write(bytes.subarray(at, at + 7))
  clock.advance(60_000)
  expect(simulator.unknownCommands()).toBe(0)
  const [ticket, ...more] = simulator.tickets()
  expect(more).toEqual([])
  if (ticket === undefined) throw new Error('nothing came out')
  return ticket
}

// Reads a picture back by looking each cell up among the glyphs of the characters that may be in it.
const sheet = parseGlyphSheet(readFileSync(glyphFile))
function readPicture(bitmap: Bitmap, expected: string): string {
  let left = 0
  let text = ''
  for (const char of expected) {
    const columns = columnsOf(char)
    const glyph = sheet.glyph(char.codePointAt(0) ?? 0)
    let different = 0
    for (let y = 0; y < 24; y += 1) {
      for (let x = 0; x < 12 * columns; x += 1) {
        if (glyph === null || dotAt(glyph, x, y) !== dotAt(bitmap, left + x, y)) different += 1
      }
    }
    // A dot may have been added so that the picture spells no real-time command.
    const same = different <= 2
    text += same ? char : '?'
    left += 12 * columns
  }
  return text
}

describe('what is printed', () => {
  it('is what was given, for any Chinese text, rare characters as pictures', () => {
    const common = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
    const rare = fc.constantFrom(...'㐀𠮷䶮𬱖㛃𫖯㭎𥔲')
    const ascii = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCodePoint(code))
    const unit = fc.oneof({ weight: 8, arbitrary: common }, { weight: 2, arbitrary: ascii }, rare)
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 24 }), (given) => {
        const text = printableText(given)
        const encoder = ticketEncoder('gbk', raster)
        encoder.line(text, { w: 1, h: 1, bold: false, align: 'left' })
        encoder.cut(40)
        const ticket = printed(encoder.bytes())
        const picture = ticket.rasters[0]
        expect(picture === undefined).toBe(lineInRom('gbk', text))
        const seen = picture === undefined ? ticket.lines[0]?.text : readPicture(picture.bitmap, text)
        expect(seen).toBe(text)
      }),
    )
  })
  it.each([
    ['80 mm', wide],
    ['58 mm', narrow],
  ])('is the whole ticket on %s paper, each line as composed', (_, template) => {
    const rows = composeTicket(template, samplePaper)
    const bytes = ticketBytes(rows, { charset: 'gbk', raster, pid: '0001', isHeard: true })
    const ticket = printed(bytes, template.dots)
    const lines = rows.flatMap((row) => (row.kind === 'line' ? [row] : []))
    expect(ticket.lines.map((line) => line.text)).toEqual(lines.map((row) => row.text))
    expect(
      ticket.lines.map(({ widthMul, heightMul, bold, align }) => ({
        w: widthMul,
        h: heightMul,
        bold,
        align,
      })),
    ).toEqual(lines.map((row) => row.style))
    expect(ticket.qrCodes.map((qr) => qr.text)).toEqual([samplePaper.qr])
    expect(ticket).toMatchObject({ cutAtEnd: true, torn: false, rasters: [] })
  })
  it('shows four-byte characters sent as text as what they are on such a mechanism: nothing', () => {
    const ticket = printed(Buffer.from('1b401c2695 34b235 1c2e0a1d5600'.replaceAll(' ', ''), 'hex'))
    expect(ticket.lines[0]?.text).not.toContain('𠮷')
    expect(ticket.lines[0]?.text).toContain('\ufffd')
  })
  it('means nothing outside Chinese mode', () => {
    expect(printed(Buffer.from('1b40d2b50a1d5600', 'hex')).lines[0]?.text).toBe('\ufffd\ufffd')
  })
  it('goes on in the next line where it is wider than the paper', () => {
    const bytes = Buffer.concat([Buffer.from('a'.repeat(50)), Buffer.from('0a1d5600', 'hex')])
    expect(printed(bytes).lines.map((line) => line.text.length)).toEqual([48, 2])
  })
})

describe('answers', () => {
  it('DLE EOT at once, also off line', () => {
    const { simulator, hex, taken } = bench()
    hex('100401 100402 100403 100404')
    expect(taken()).toBe('12121212')
    simulator.set({ nearEnd: true })
    hex('100404')
    expect(taken()).toBe('1e')
    simulator.set({ nearEnd: false, paperEnd: true })
    hex('100401 100402 100404')
    expect(taken()).toBe('1a3272')
    simulator.set({ paperEnd: false, coverOpen: true })
    hex('100402')
    expect(taken()).toBe('16')
  })
  it('reports changes once told to, and no longer after a reset', () => {
    const { simulator, hex, taken } = bench()
    simulator.set({ nearEnd: true })
    expect(taken()).toBe('')
    hex('1d61ff')
    expect(taken()).toBe('1400030f')
    simulator.set({ nearEnd: false, paperEnd: true })
    expect(taken()).toBe('1c000c0f')
    simulator.set({ paperEnd: false, coverOpen: true })
    expect(taken()).toBe('3c00000f')
    simulator.set({ coverOpen: false })
    expect(taken()).toBe('1400000f')
    hex('1b40')
    simulator.set({ nearEnd: true })
    expect(taken()).toBe('')
  })
  it('a process id only when the paper before it is printed', () => {
    const { clock, hex, taken } = bench()
    hex(`${'410a'.repeat(40)} 1d284806003030 30303031`)
    clock.advance(900)
    expect(taken()).toBe('')
    clock.advance(200)
    expect(taken()).toBe('37223030303100')
  })
  it('GS r in its turn, not while it stands still', () => {
    const { simulator, hex, taken } = bench()
    simulator.set({ offline: true })
    hex('1d7201')
    expect(taken()).toBe('')
    simulator.set({ offline: false, nearEnd: true })
    expect(taken()).toBe('03')
  })
  it('acts on a real-time command inside a picture, as printers do', () => {
    const { hex, taken } = bench()
    hex('1d763000 0300 0100 100404')
    expect(taken()).toBe('12')
  })
})

describe('the end of the paper', () => {
  const ticket = ticketBytes(composeTicket(wide, samplePaper), {
    charset: 'gbk',
    raster,
    pid: '0001',
    isHeard: true,
  })
  it('tears the ticket and prints the rest by itself after a new roll', () => {
    const { clock, simulator, write, taken } = bench()
    simulator.set({ endAfterLines: 4 })
    write(ticket)
    clock.advance(10_000)
    expect(simulator.tickets()).toHaveLength(1)
    expect(simulator.tickets()[0]).toMatchObject({ torn: true, cutAtEnd: false })
    expect(simulator.tickets()[0]?.lines).toHaveLength(4)
    expect(taken()).not.toContain('3722')
    simulator.reload()
    clock.advance(10_000)
    expect(simulator.tickets()[1]).toMatchObject({ torn: false, cutAtEnd: true })
    expect(taken()).toContain('37223030303100')
    const all = simulator.tickets().flatMap((part) => part.lines.map((line) => line.text))
    expect(all).toContain('A012')
  })
  it('can be counted in bytes', () => {
    const { clock, simulator, write } = bench()
    simulator.set({ endAfterBytes: 200 })
    write(ticket)
    clock.advance(10_000)
    expect(simulator.switches().paperEnd).toBe(true)
    expect(simulator.tickets()[0]?.torn).toBe(true)
  })
  it('leaves nothing behind once the buffer is cleared', () => {
    const { clock, simulator, write, hex, taken } = bench()
    simulator.set({ endAfterLines: 4 })
    write(ticket)
    clock.advance(10_000)
    taken()
    hex('10140801031401060208')
    expect(taken()).toBe('372500')
    simulator.reload()
    clock.advance(10_000)
    expect(simulator.tickets()).toHaveLength(1)
  })
  it('leaves nothing behind of a line that was moving when the buffer was cleared', () => {
    const { clock, simulator, hex } = bench()
    hex('410a 420a')
    clock.advance(5)
    hex('10140801031401060208')
    hex('1b40 430a 1d5600')
    clock.advance(10_000)
    expect(simulator.tickets().map((ticket) => ticket.lines.map((line) => line.text))).toEqual([['C']])
  })
})

/** Reads a drawing of black modules with an independent reader. */
function scan(rows: readonly (readonly boolean[])[], scale: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'ticket-'))
  try {
    const quiet = 4 * scale
    const width = (rows[0]?.length ?? 0) * scale + 2 * quiet
    const height = rows.length * scale + 2 * quiet
    const pixels = Buffer.alloc(width * height, 255)
    rows.forEach((row, y) => {
      row.forEach((black, x) => {
        if (!black) return
        for (let line = 0; line < scale; line += 1) {
          const start = (quiet + y * scale + line) * width + quiet + x * scale
          pixels.fill(0, start, start + scale)
        }
      })
    })
    const file = join(folder, 'code.pgm')
    writeFileSync(file, Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), pixels]))
    return execFileSync('zbarimg', ['--quiet', '--raw', file], { encoding: 'utf8' }).trim()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe.skipIf(spawnSync('zbarimg', ['--version']).error !== undefined)('an independent reader', () => {
  it('reads the QR code of a printed ticket', () => {
    const rows = composeTicket(wide, samplePaper)
    const [qr] = printed(ticketBytes(rows, { charset: 'gbk', raster, pid: null, isHeard: true })).qrCodes
    if (qr === undefined) throw new Error('no QR code came out')
    expect(scan(qrModules(qr.text, qr.level), qr.module)).toBe(samplePaper.qr)
  })
  it.each(['A012-{7}', '12', '12345', 'No.123456', 'A1234567B90', '16040012'])(
    'reads bar code %s',
    (text) => {
      const encoder = ticketEncoder('gbk', raster)
      encoder.barcode(text, 64, 2)
      encoder.cut(40)
      const [bar] = printed(encoder.bytes()).barcodes
      if (bar === undefined) throw new Error('no bar code came out')
      const bars = code128Bars(bar.text)
      expect(
        scan(
          Array.from({ length: 40 }, () => bars),
          bar.module,
        ),
      ).toBe(text)
    },
  )
})

describe('ticketSvg', () => {
  it('draws the paper with its words, in its real width', () => {
    const svg = ticketSvg(
      printed(
        ticketBytes(composeTicket(wide, samplePaper), { charset: 'gbk', raster, pid: null, isHeard: true }),
      ),
    )
    for (const word of ['A012', '云溪区公共法律服务中心', '法律咨询', '请在休息区等候']) {
      expect(svg).toContain(`>${word}</text>`)
    }
    expect(svg).toMatch(/^<svg .*width="83mm"/)
  })
})
