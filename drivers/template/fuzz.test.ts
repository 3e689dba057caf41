import { expect, test } from 'vitest'
import { assert, ok } from '#basics'
import { fuzz } from '../framing/fuzz.fixture.ts'
import { readTemplate } from './template.ts'

const shipped = (name: string) => {
  const template = readTemplate(new URL(`../../resources/devices/${name}.json`, import.meta.url))
  assert(template.ok, template.ok ? '' : template.error)
  return template.value
}

const cases = [
  { name: 'call_pad_example', good: 'AA5A0281020905 93', of: { address: 2, serial: 9, key: 5 } },
  { name: 'evaluator_example', good: '02 3031 4B 35 03 3743', of: { address: 1, key: 5 } },
]

test.each(cases)(
  '$name: no input throws, grows it, or keeps it from the next good frame',
  ({ name, good, of }) => {
    const template = shipped(name)
    const corpus = Object.keys(template.config.operations).flatMap((operation) => {
      const frame = template.encode(operation, { address: 2, taken: 3, text: '请A001', times: 1, key: 4 })
      return frame.ok ? [frame.value] : []
    })
    const whole = Uint8Array.from(Buffer.from(good.replaceAll(' ', ''), 'hex'))
    corpus.push(whole)
    const parser = template.parser('both')
    let faults = 0
    let frames = 0
    const inputs = fuzz(corpus, [], (input, run) => {
      const found = parser.push(input)
      const good = found.filter(({ ok: isGood }) => isGood).length
      frames += good
      faults += found.length - good
      if (parser.held > 1_024) throw new Error(`run ${run}: holds ${parser.held} bytes`)
      if (run % 100 !== 99) return
      parser.settle()
      const last = parser.push(whole).at(-1)
      if (JSON.stringify(last) !== JSON.stringify(ok({ name: 'key', values: of })))
        throw new Error(`run ${run}: lost step, ${JSON.stringify(last)}`)
    })
    expect(frames).toBeGreaterThan(inputs / 200)
    expect(faults).toBeGreaterThan(inputs / 100)
  },
  300_000,
)
