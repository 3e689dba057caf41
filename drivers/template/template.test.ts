import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assert, err, ok } from '#basics'
import { fromHex, toHex } from '../framing/bytes.ts'
import type { TemplateInput } from './schema.ts'
import { makeTemplate, readTemplate } from './template.ts'

const folder = new URL('../../resources/devices/', import.meta.url)

const made = (input: Partial<TemplateInput>) => {
  const template = makeTemplate({ name: 'test', about: 'a test', ...input })
  assert(template.ok, template.ok ? '' : template.error.join('\n'))
  return template.value
}
const shipped = (name: string) => {
  const template = readTemplate(new URL(`${name}.json`, folder))
  assert(template.ok, template.ok ? '' : template.error)
  return template.value
}
const errorsOf = (input: object) => {
  const template = makeTemplate({ name: 'test', about: 'a test', ...input })
  return template.ok ? [] : template.error
}

describe('shipped templates', () => {
  test.each(readdirSync(folder).filter((file) => file.endsWith('.json')))('%s can be read', (file) => {
    expect(readTemplate(new URL(file, folder)).ok).toBe(true)
  })
  test('what is made up says so', () => {
    for (const name of ['dory_example', 'call_pad_example', 'evaluator_example']) {
      const { about, example } = shipped(name).config
      expect([example, about.startsWith('MADE UP')]).toEqual([true, true])
    }
  })
  test('kanban: 999 on board 5 is 05 03 E7 EF', () => {
    const shown = shipped('kanban').encode('show', { address: 5, figure: 999 })
    expect(shown).toEqual(ok(fromHex('05 03 E7 EF')))
    expect(shipped('kanban').parser('both').push(fromHex('0503E7EF'))).toEqual([
      ok({ name: 'show', values: { address: 5, figure: 999 } }),
    ])
  })
  test('ASCII controller: the three frames of the pattern', () => {
    const template = shipped('ascii_controller')
    const text = (operation: string, values = {}) => {
      const bytes = template.encode(operation, { address: 7, ...values })
      return bytes.ok ? Buffer.from(bytes.value).toString('latin1') : bytes.error
    }
    expect(text('call', { number: 'A012', counter: 3 })).toBe('D234007A01203P')
    expect(text('pause')).toBe('D2340070000000E')
    expect(text('welcome')).toBe('D2340070000000L')
    expect(template.parser('both').push(Buffer.from('D234007A01203P'))).toEqual([
      ok({ name: 'call', values: { address: 7, number: 'A012', counter: 3 } }),
    ])
  })
  test('the example of a sign: length over command and text, CRC from the address on', () => {
    const shown = shipped('dory_example').encode('show', { address: 1, text: '暂停' })
    expect(shown.ok && toHex(shown.value)).toBe('AA55010510D4DDCDA377750D')
  })
})

describe('parts', () => {
  const one = (part: object, values: Record<string, number | string>) => {
    const bytes = made({ operations: { go: { payload: [part as never] } } }).encode('go', values)
    return bytes.ok ? toHex(bytes.value) : bytes.error.code
  }
  test.each([
    [{ field: 'a', number: 'binary', size: 2 }, 258, '0102'],
    [{ field: 'a', number: 'binary', size: 2, order: 'low-first' }, 258, '0201'],
    [{ field: 'a', number: 'binary', size: 1, add: 128 }, 1, '81'],
    [{ field: 'a', number: 'binary', size: 1, add: -1 }, 0, 'out-of-range'],
    [{ field: 'a', number: 'bcd', size: 2 }, 1234, '1234'],
    [{ field: 'a', number: 'decimal', size: 3 }, 7, '303037'],
    [{ field: 'a', number: 'decimal', size: 3, fill: 'space' }, 7, '202037'],
    [{ field: 'a', number: 'hex', size: 2 }, 171, '4142'],
    [{ field: 'a', number: 'decimal', size: 2 }, 100, 'out-of-range'],
    [{ field: 'a', number: 'decimal', size: 2 }, 1.5, 'out-of-range'],
    [{ field: 'a', text: 'gbk' }, '请A', 'C7EB41'],
    [{ field: 'a', text: 'gb2312' }, '镕', 'not-encodable'],
    [{ field: 'a', text: 'gbk' }, '镕', 'E946'],
    [{ field: 'a', text: 'ascii' }, '请', 'not-encodable'],
    [{ field: 'a', text: 'utf-16le' }, '请', 'F78B'],
    [{ field: 'a', text: 'utf-16be' }, '请', '8BF7'],
    [{ field: 'a', text: 'gbk', size: 4 }, '请', 'C7EB2020'],
    [{ field: 'a', text: 'gbk', size: 4, align: 'right', pad: '00' }, '请', '0000C7EB'],
    [{ field: 'a', text: 'gbk', size: 3 }, '请请', 'too-long'],
    [{ field: 'a', text: 'gbk', size: 3, tooLong: 'cut' }, '请请', 'C7EB20'],
    [{ field: 'b', text: 'gbk' }, 'x', 'missing-value'],
    [{ printf: '%2d%%%02X%4s', fields: ['a', 'a', 'a'] }, 7, '203725303720202037'],
  ] as const)('%j of %s is %s', (part, value, expected) => {
    expect(one(part, { a: value })).toBe(expected)
  })
  test.each([
    ['sum8', 'DD'],
    ['xor8', '31'],
    ['crc16-modbus', '374B'],
    ['crc16-arc', '3DBB'],
  ] as const)('%s of 123456789', (kind, expected) => {
    const frame = [{ payload: true as const }, { checksum: { kind } }]
    const { encode } = made({ frame, operations: { go: { payload: [{ ascii: '123456789' }] } } })
    const bytes = encode('go', {})
    expect(bytes.ok && toHex(bytes.value).slice(18)).toBe(expected)
  })
  test('what an operation is not is named', () => {
    expect(made({}).encode('fly', {})).toMatchObject({ error: { code: 'unknown-operation', what: 'fly' } })
  })
})

describe('mistakes in a template are told with their place and cure', () => {
  const frame = [{ payload: true }, { checksum: { kind: 'sum8' } }]
  test.each([
    [
      { operations: { go: { payload: [{ bytes: 'A' }] } } },
      /operations\.go\.payload\.0.*pairs of hexadecimal/,
    ],
    [{ frame: [{ command: true }], operations: { go: {} } }, /operations\.go: needs a "command"/],
    [
      { replies: { key: { payload: [{ field: 't', text: 'gbk' }] } } },
      /nothing tells where the text "t" ends/,
    ],
    [{ frame, replies: { key: {} } }, /^$/],
    [
      { frame: [{ payload: true }, { checksum: { kind: 'sum8', to: 'end' } }], operations: { go: {} } },
      /counts itself/,
    ],
    [
      { frame: [{ length: { from: 'adress' } }, { payload: true }], operations: { go: {} } },
      /no part is called "adress"; there are: start, length, payload/,
    ],
    [{ operations: { go: { payload: [{ printf: 'A%d', fields: ['n'] }] } } }, /give %d a width/],
    [{ operations: { go: { payload: [{ printf: '%02d', fields: [] }] } } }, /more % than fields/],
    [{ operations: { go: { payload: [{ printf: 'A', fields: ['n'] }] } } }, /fewer % than fields/],
    [{ replies: { ack: {} } }, /has no bytes at all/],
    [{ colour: 'red' }, /the file: .*colour/],
    [{ line: { baudRate: 1 } }, /line\.baudRate/],
    [{ frame: [{ payload: true }, { checksum: { kind: 'crc32' } }] }, /^frame\.1\.checksum\.kind: .*"sum8"/],
    [{ frame: [{ length: { size: 3 } }, { payload: true }] }, /^frame\.0\.length\.size: /],
    [{ frame: [{ field: 'a', number: 'int', size: 1 }] }, /^frame\.0\.number: .*"binary"/],
    [
      { operations: { go: { payload: [{ field: 't', text: 'gb18030' }] } } },
      /^operations\.go\.payload\.0\.text: .*"gbk"/,
    ],
    [{ operations: { Go: {} } }, /^operations\.Go: a name/],
    [
      { frame: [{ bytes: 'AA' }], operations: { go: { payload: [{ ascii: 'A' }] } } },
      /operations\.go: has a "payload", and the frame no place/,
    ],
    [{ operations: { go: { command: '01' } } }, /operations\.go: has a "command", and the frame no place/],
    [{ frame: [{ payload: true }, { payload: true }], operations: { go: {} } }, /two places for the payload/],
    [
      {
        frame: [{ checksum: { kind: 'xor8', from: 'payload', to: 'end' } }, ...frame],
        operations: { go: {} },
      },
      /counts a checksum behind it/,
    ],
    [{ escape: { pairs: { A5: 'A6 02' } } }, /^escape: A6 leads an escape, so it needs one itself$/],
    [
      { escape: { pairs: { A5: 'A6', A6: 'A6 01' } } },
      /^escape: what stands for A5 begins what stands for A6$/,
    ],
    [{ escape: { pairs: { '7E': '7D 5E', '7D': '7D 5E' } } }, /begins what stands for/],
    [{ escape: { pairs: { A5: 'A5' } } }, /A5 stands for itself/],
    [{ escape: { pairs: { A: 'A6 02' } } }, /^escape\.pairs\.A: the byte that is escaped/],
    [
      {
        frame: [{ bytes: 'A5' }, { payload: true }],
        escape: { pairs: { A5: 'A6 02', A6: 'A6 01' } },
        operations: { go: {} },
      },
      /operations\.go: its escape covers the mark/,
    ],
    [{ operations: { go: { payload: [{ printf: '%00d', fields: ['n'] }] } } }, /1 to 8 places/],
    [{ operations: { go: { payload: [{ printf: '%9999s', fields: ['n'] }] } } }, /1 to 512 places/],
    [
      {
        replies: {
          ack: { payload: [{ field: 'a', number: 'binary', size: 1 }] },
          nack: { payload: [{ field: 'b', number: 'binary', size: 1 }] },
        },
      },
      /replies\.nack: looks the same as "ack"/,
    ],
  ])('%j', (input, expected) => {
    expect(errorsOf(input).join('\n')).toMatch(expected)
  })
  test('a file that is no JSON is named', () => {
    const read = readTemplate(new URL('nothing.json', folder))
    expect(!read.ok && read.error).toContain('nothing.json')
  })
})

/** A frame with all that can be in one: escapes, address, length, command, text, checksum, end. */
const rich = (kind: 'sum8' | 'xor8' | 'crc16-modbus' | 'crc16-arc') =>
  made({
    frame: [
      { id: 'head', bytes: 'AA' },
      { field: 'address', number: 'binary', size: 1 },
      { length: { size: 2, order: 'low-first' } },
      { command: true },
      { payload: true },
      { checksum: { kind, from: 'address' } },
      { id: 'tail', bytes: 'CC' },
    ],
    escape: { from: 'address', to: 'checksum', pairs: { AA: 'BB 01', BB: 'BB 02', CC: 'BB 03' } },
    replies: {
      text: { command: '01', payload: [{ field: 'text', text: 'gbk' }] },
      key: { command: '02', payload: [{ field: 'key', number: 'binary', size: 1 }] },
    },
    operations: {
      text: { command: '01', payload: [{ field: 'text', text: 'gbk' }] },
      key: { command: '02', payload: [{ field: 'key', number: 'binary', size: 1 }] },
    },
  })
const kinds = fc.constantFrom('sum8', 'xor8', 'crc16-modbus', 'crc16-arc')
const byte = fc.nat(255)
const gbkText = fc
  .array(fc.constantFrom('请', '号', '窗', '口', '镕', '華', 'A', '0', '9', '倖'), { maxLength: 20 })
  .map((characters) => characters.join(''))
const messages = fc.oneof(
  fc.record({ name: fc.constant('text'), values: fc.record({ address: byte, text: gbkText }) }),
  fc.record({ name: fc.constant('key'), values: fc.record({ address: byte, key: byte }) }),
)
type Message = { name: string; values: Record<string, number | string> }
const wireOf = (kind: Parameters<typeof rich>[0], { name, values }: Message) => {
  const bytes = rich(kind).encode(name, values)
  assert(bytes.ok, 'encodes')
  return bytes.value
}

describe('frames of any kind', () => {
  test('round trip: they come back as they went, in any portions', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.array(messages, { maxLength: 4 }),
        fc.integer({ min: 1, max: 7 }),
        (kind, sent, n) => {
          const parser = rich(kind).parser()
          const stream = sent.flatMap((message) => [...wireOf(kind, message)])
          const got = []
          for (let at = 0; at < stream.length; at += n)
            got.push(...parser.push(Uint8Array.from(stream.slice(at, at + n))))
          expect(got).toEqual(sent.map((message) => ok(message)))
          expect([parser.held, parser.skipped]).toEqual([0, 0])
        },
      ),
    )
  })
  test('too small: no part of a frame is a frame', () => {
    fc.assert(
      fc.property(kinds, messages, fc.nat(), (kind, message, cut) => {
        const whole = wireOf(kind, message)
        const parser = rich(kind).parser()
        expect(parser.push(whole.subarray(0, cut % whole.length)).filter(({ ok: good }) => good)).toEqual([])
        expect(parser.push(whole.subarray(cut % whole.length))).toEqual([ok(message)])
      }),
    )
  })
  test('trailing bytes and noise before it do not hurt a frame', () => {
    const noise = fc.uint8Array({ maxLength: 40 })
    fc.assert(
      fc.property(kinds, noise, messages, noise, (kind, before, message, after) => {
        const parser = rich(kind).parser()
        const found = [...parser.push(before), ...parser.settle()]
        found.push(...parser.push(wireOf(kind, message)))
        expect(found.at(-1)).toEqual(ok(message))
        parser.push(after)
        expect(parser.held).toBeLessThanOrEqual(1_024)
      }),
    )
  })
  test('corrupt: one bit wrong and it is not that frame; the next one is found', () => {
    fc.assert(
      fc.property(kinds, messages, messages, fc.nat(), fc.nat(7), (kind, message, next, at, bit) => {
        const damaged = wireOf(kind, message)
        const position = at % damaged.length
        damaged[position] = (damaged[position] ?? 0) ^ (1 << bit)
        const parser = rich(kind).parser()
        const found = [...parser.push(damaged), ...parser.settle()]
        for (const each of found) expect(each).not.toEqual(ok(message))
        expect(parser.push(wireOf(kind, next)).at(-1)).toEqual(ok(next))
      }),
    )
  })
  test('a half frame and the lie of a length are given up when the line is silent', () => {
    const parser = shipped('call_pad_example').parser()
    const key = fromHex('AA 5A 01 81 02 09 05 92')
    const found = ok({ name: 'key', values: { address: 1, serial: 9, key: 5 } })
    parser.push(key.subarray(0, 4))
    expect(parser.held).toBe(4)
    expect([parser.settle(), parser.held]).toEqual([[err('length')], 0])
    expect(parser.settle()).toEqual([])
    expect(parser.push(key)).toEqual([found])
    const says = made({
      frame: [{ bytes: 'AA' }, { length: { size: 1 } }, { payload: true }],
      replies: { say: { payload: [{ field: 'text', text: 'gbk' }] } },
    })
    const patient = says.parser()
    expect(patient.push(fromHex('AA FF AA 01 41'))).toEqual([])
    expect(patient.settle()).toEqual([err('length'), ok({ name: 'say', values: { text: 'A' } })])
  })
  test('a field that stands twice must say the same twice', () => {
    const number = { field: 'address', number: 'binary', size: 1 } as const
    const template = made({ replies: { say: { payload: [{ bytes: 'AA' }, number, number] } } })
    expect(template.parser().push(fromHex('AA 05 05'))).toEqual([ok({ name: 'say', values: { address: 5 } })])
    expect(template.parser().push(fromHex('AA 05 06'))).toEqual([err('field')])
  })
  test('texts that end before fixed bytes', () => {
    const template = made({
      replies: { say: { payload: [{ ascii: '<' }, { field: 'text', text: 'gbk' }, { bytes: '0D 0A' }] } },
    })
    expect(template.parser().push(fromHex('3C C7EB 0D 41 0D 0A'))).toEqual([err('field')])
    expect(template.parser().push(fromHex('3C C7EB 41 0D 0A 3C 0D 0A'))).toEqual([
      ok({ name: 'say', values: { text: '请A' } }),
      ok({ name: 'say', values: { text: '' } }),
    ])
  })
})

test('a key inside the content of a frame that came whole is content, whether that content says anything or not', () => {
  const template = made({
    frame: [
      { bytes: 'AA 5A' },
      { command: true },
      { length: { size: 1 } },
      { payload: true },
      { checksum: { kind: 'sum8', from: 'command' } },
    ],
    replies: {
      key: { command: '81', payload: [{ field: 'key', number: 'binary', size: 1 }] },
      text: { command: '82', payload: [{ field: 'text', text: 'gbk' }] },
    },
  })
  const framed = (command: number, ...content: number[]) => {
    const counted = [command, content.length, ...content]
    return [0xaa, 0x5a, ...counted, counted.reduce((sum, byte) => (sum + byte) & 0xff, 0)]
  }
  const key = framed(0x81, 7)
  const parser = template.parser()
  expect(parser.push(Uint8Array.from(framed(0x82, ...key, 0x07)))).toEqual([err('field')])
  expect(parser.push(Uint8Array.from(key))).toEqual([ok({ name: 'key', values: { key: 7 } })])
  // Its checksum wrong, the outer frame may be no frame at all: then the inner one is.
  const damaged = Uint8Array.from([...framed(0x82, ...key), 0])
  damaged[damaged.length - 2] = (damaged.at(-2) ?? 0) ^ 1
  expect(parser.push(damaged)).toEqual([err('checksum'), ok({ name: 'key', values: { key: 7 } })])
})
