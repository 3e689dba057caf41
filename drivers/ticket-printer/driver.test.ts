import { describe, expect, it } from 'vitest'
import { pass, printerBench, samplePaper, until } from './test_bench.ts'
import type { JobRecord } from './types.ts'

const lost: JobRecord = {
  jobId: 'old',
  pid: 'Z9Z9',
  number: 'A011',
  state: 'sent',
  reason: null,
  at: 1,
}

describe('a ticket that prints', () => {
  it('is confirmed by its process id, and out of the journal', async () => {
    const { clock, printer, job, memory, simulator } = printerBench()
    await pass(clock, 1_000)
    expect(printer.status().state).toBe('ready')
    expect(await until(clock, job('1'))).toEqual({ printed: 'confirmed' })
    expect(memory.jobs.size).toBe(0)
    expect(simulator.tickets()).toHaveLength(1)
    expect(simulator.tickets()[0]).toMatchObject({ cutAtEnd: true, torn: false })
    expect(simulator.unknownCommands()).toBe(0)
  })
  it('is in the journal before its first byte, as one buffer', async () => {
    const { clock, job, memory, sent, cable, written } = printerBench()
    await pass(clock, 1_000)
    const before: JobRecord[][] = []
    cable.onBytes((bytes) => {
      written.push([...bytes])
      if (bytes[0] === 0x1b && bytes[1] === 0x40) before.push([...memory.jobs.values()])
      // Answers as a printer in good order, so that the ticket is sent.
      if (bytes[0] === 0x10 && bytes[1] === 0x04) cable.send(Uint8Array.of(0x12))
    })
    const outcome = job('1')
    await until(clock, outcome)
    expect(before).toHaveLength(1)
    expect(before[0]).toMatchObject([{ jobId: '1', number: 'A012', state: 'sent' }])
    expect(sent()).toHaveLength(1)
    expect(await outcome).toEqual({ printed: 'unknown', reason: 'no-answer', rest: 'may-print' })
  })
  it('asks DLE EOT 1, 2, 3, 4 first', async () => {
    const { clock, job, written } = printerBench()
    await pass(clock, 1_000)
    written.length = 0
    await until(clock, job('1'))
    expect(written.slice(0, 4)).toEqual([1, 2, 3, 4].map((n) => [0x10, 0x04, n]))
    expect(written[4]?.slice(0, 2)).toEqual([0x1b, 0x40])
  })
  it('prints jobs one after another, each once', async () => {
    const { clock, job, simulator } = printerBench()
    await pass(clock, 1_000)
    const jobs = ['A1', 'A2', 'A3'].map((number) => job(number, { number }))
    await until(clock, Promise.all(jobs))
    const numbers = simulator
      .tickets()
      .map((ticket) => ticket.lines.find((line) => line.widthMul === 4)?.text)
    expect(numbers).toEqual(['A1', 'A2', 'A3'])
  })
  it('is not printed a second time when asked again', async () => {
    const { clock, job, simulator } = printerBench()
    await pass(clock, 1_000)
    await until(clock, job('1'))
    expect(await until(clock, job('1'))).toEqual({ printed: 'confirmed' })
    expect(simulator.tickets()).toHaveLength(1)
  })
  it('is confirmed through noise on the line', async () => {
    const { clock, job, simulator, printer } = printerBench()
    simulator.set({ noisy: true })
    await pass(clock, 1_000)
    expect(await until(clock, job('1'))).toEqual({ printed: 'confirmed' })
    expect(printer.status().counters.checksumErrors).toBeGreaterThan(0)
  })
})

describe('a printer that cannot print', () => {
  it.each([
    ['paper-end', { paperEnd: true }],
    ['cover-open', { coverOpen: true }],
    ['head-hot', { headHot: true }],
    ['unrecoverable', { unrecoverable: true }],
    ['offline', { offline: true }],
    ['no-answer', { silent: true }],
  ] as const)('%s refuses before a byte of the ticket is sent', async (reason, switches) => {
    const { clock, job, memory, sent, simulator, printer } = printerBench()
    simulator.set(switches)
    await pass(clock, 6_000)
    expect(printer.status()).toMatchObject({ state: 'faulted', reason })
    expect(await until(clock, job('1'))).toEqual({ printed: 'refused', reason })
    expect(sent()).toHaveLength(0)
    expect(memory.jobs.size).toBe(0)
  })
  it('refuses with a jammed cutter', async () => {
    const { clock, job, simulator, sent } = printerBench()
    simulator.set({ cutterJam: true })
    await pass(clock, 1_000)
    await until(clock, job('1'))
    expect(await until(clock, job('2'))).toEqual({ printed: 'refused', reason: 'cutter' })
    expect(sent()).toHaveLength(1)
  })
  it('is absent with the cable out, and refuses at once', async () => {
    const { clock, job, cable, printer } = printerBench()
    await pass(clock, 1_000)
    cable.unplug()
    expect(printer.status().state).toBe('absent')
    expect(await job('1')).toEqual({ printed: 'refused', reason: 'offline' })
    cable.plugIn()
    await pass(clock, 3_000)
    expect(printer.status().state).toBe('ready')
    // Nothing reached paper: the same job may be tried again.
    expect(await until(clock, job('1'))).toEqual({ printed: 'confirmed' })
  })
  it('prints near the end of the roll, and says so', async () => {
    const { clock, job, simulator, printer, statuses } = printerBench()
    await pass(clock, 1_000)
    simulator.set({ nearEnd: true })
    expect(printer.status()).toMatchObject({ state: 'degraded', reason: 'near-end' })
    expect(await until(clock, job('1'))).toEqual({ printed: 'confirmed' })
    expect(statuses.map((status) => status.state)).toEqual(['ready', 'degraded'])
  })
})

describe('a fault while the ticket prints', () => {
  it.each([
    ['paper-end', { endAfterLines: 1 }],
    ['paper-end', { endAfterLines: 5 }],
    ['paper-end', { endAfterBytes: 150 }],
    ['paper-end', { endAfterBytes: 600 }],
  ] as const)('%s, %j: the rest is cleared and never comes out', async (reason, switches) => {
    const { clock, job, memory, sent, simulator } = printerBench()
    await pass(clock, 1_000)
    simulator.set(switches)
    expect(await until(clock, job('1'))).toEqual({ printed: 'unknown', reason, rest: 'cleared' })
    expect(memory.jobs.get('1')).toMatchObject({ state: 'unknown', reason })
    simulator.reload()
    await pass(clock, 10_000)
    expect(simulator.tickets()).toHaveLength(1)
    expect(simulator.tickets()[0]?.torn).toBe(true)
    expect(sent()).toHaveLength(1)
    const again = await until(clock, job('1-again', { marks: ['补打'] }))
    expect(again).toEqual({ printed: 'confirmed' })
    expect(simulator.tickets()[1]?.lines.map((line) => line.text)).toContain('【补打】')
  })
  it('of the cover is reported and cleared', async () => {
    const { clock, job, simulator } = printerBench()
    await pass(clock, 1_000)
    const outcome = job('1')
    await pass(clock, 300)
    simulator.set({ coverOpen: true })
    expect(await until(clock, outcome)).toEqual({ printed: 'unknown', reason: 'cover-open', rest: 'cleared' })
  })
  it('of the cutter is recovered when the jam is gone', async () => {
    const { clock, job, simulator, printer } = printerBench()
    await pass(clock, 1_000)
    simulator.set({ cutterJam: true })
    const outcome = job('1')
    await pass(clock, 1_200)
    simulator.set({ cutterJam: false })
    expect(await until(clock, outcome)).toEqual({ printed: 'unknown', reason: 'cutter', rest: 'cleared' })
    expect(printer.status().state).toBe('ready')
  })
  it('of the cutter stays a fault while it is jammed', async () => {
    const { clock, job, simulator, printer } = printerBench()
    await pass(clock, 1_000)
    simulator.set({ cutterJam: true })
    expect(await until(clock, job('1'))).toEqual({ printed: 'unknown', reason: 'cutter', rest: 'may-print' })
    expect(printer.status()).toMatchObject({ state: 'faulted', reason: 'cutter' })
  })
  it('of a hot head is waited out', async () => {
    const { clock, job, simulator } = printerBench()
    await pass(clock, 1_000)
    const outcome = job('1')
    await pass(clock, 300)
    simulator.set({ headHot: true })
    await pass(clock, 3_000)
    simulator.set({ headHot: false })
    expect(await until(clock, outcome)).toEqual({ printed: 'confirmed' })
  })
  it('of the cable is unknown; the proof of a board that printed on does not come', async () => {
    const { clock, job, cable, memory } = printerBench()
    await pass(clock, 1_000)
    const outcome = job('1')
    await pass(clock, 200)
    cable.unplug()
    expect(await until(clock, outcome)).toEqual({ printed: 'unknown', reason: 'offline', rest: 'may-print' })
    expect(memory.jobs.has('1')).toBe(true)
  })
  it('is found by asking where the board reports nothing by itself', async () => {
    const { clock, job, simulator } = printerBench()
    simulator.set({ asb: false })
    await pass(clock, 1_000)
    simulator.set({ endAfterLines: 3 })
    expect(await until(clock, job('1'))).toEqual({ printed: 'unknown', reason: 'paper-end', rest: 'cleared' })
  })
  it('that makes it silent is unknown after eight seconds, and no sooner', async () => {
    const { clock, job, simulator } = printerBench()
    await pass(clock, 1_000)
    const started = clock.now()
    const outcome = job('1')
    await pass(clock, 200)
    simulator.set({ silent: true })
    expect(await until(clock, outcome)).toMatchObject({ printed: 'unknown', reason: 'no-answer' })
    expect(clock.now() - started).toBeGreaterThanOrEqual(8_000)
  })
})

describe('jobs left by an earlier run', () => {
  it('are unresolved, never printed again, and settled by a person', async () => {
    const { clock, job, printer, sent } = printerBench({}, [lost])
    await pass(clock, 1_000)
    expect(await printer.unresolved()).toEqual([lost])
    expect(await until(clock, job('old'))).toMatchObject({ printed: 'unknown' })
    expect(sent()).toHaveLength(0)
    await printer.settle('old')
    expect(await printer.unresolved()).toEqual([])
  })
  it('are proved after all when their process id still comes', async () => {
    const { clock, cable, late, printer } = printerBench({}, [lost])
    await pass(clock, 1_000)
    cable.send(Buffer.from(`3722${Buffer.from('Z9Z9').toString('hex')}00`, 'hex'))
    await pass(clock, 100)
    expect(late).toEqual(['old'])
    expect(await printer.unresolved()).toEqual([])
  })
  it('do not include the one that prints now', async () => {
    const { clock, job, printer } = printerBench({}, [lost])
    await pass(clock, 1_000)
    const outcome = job('1')
    await pass(clock, 300)
    expect((await printer.unresolved()).map((record) => record.jobId)).toEqual(['old'])
    await until(clock, outcome)
  })
})

describe('the roll', () => {
  it('is counted in millimetres and warns before the sensor does', async () => {
    const used: number[] = []
    const roll = { lengthMm: 3_350, usedMm: 0, nearEndMm: 3_000, onUsed: (mm: number) => void used.push(mm) }
    const { clock, job, printer, simulator } = printerBench({ roll })
    await pass(clock, 1_000)
    for (const id of ['1', '2', '3']) await until(clock, job(id))
    const height = simulator.tickets().reduce((sum, ticket) => sum + ticket.heightDots / 8, 0)
    expect(printer.roll().usedMm).toBeCloseTo(height, 0)
    expect(used).toHaveLength(3)
    await until(clock, job('4'))
    expect(printer.status()).toMatchObject({ state: 'degraded', reason: 'near-end' })
    expect(printer.roll().ticketsLeft).toBeGreaterThan(10)
    printer.rollReplaced()
    expect(printer.roll().usedMm).toBe(0)
    expect(printer.status().state).toBe('ready')
  })
  it('counts as new after the paper was out', async () => {
    const roll = { lengthMm: 50_000, usedMm: 49_000, nearEndMm: 3_000, onUsed: () => undefined }
    const { clock, simulator, printer } = printerBench({ roll })
    await pass(clock, 1_000)
    expect(printer.status().reason).toBe('near-end')
    simulator.set({ paperEnd: true })
    expect(printer.status().reason).toBe('paper-end')
    simulator.reload()
    expect(printer.status().state).toBe('ready')
    expect(printer.roll().usedMm).toBe(0)
  })
})

describe('a failing journal', () => {
  it('rejects and sends nothing; the next job prints', async () => {
    const { clock, job, memory, sent, printer } = printerBench()
    await pass(clock, 1_000)
    const put = memory.journal.put
    memory.journal.put = () => {
      throw new Error('disk full')
    }
    await expect(until(clock, job('1'))).rejects.toThrow('disk full')
    expect(sent()).toHaveLength(0)
    memory.journal.put = put
    expect(await until(clock, job('2'))).toEqual({ printed: 'confirmed' })
    await printer.close()
    expect(samplePaper.marks).not.toContain('补打')
  })
})

it('a cutter that was freed by hand cuts again by itself, and nothing of the torn ticket comes out', async () => {
  const { clock, printer, simulator, job } = printerBench()
  await pass(clock, 1_000)
  simulator.set({ cutterJam: true })
  expect(await until(clock, job('t1'))).toMatchObject({ printed: 'unknown', reason: 'cutter' })
  await pass(clock, 70_000, 100)
  expect(printer.status()).toMatchObject({ state: 'faulted', reason: 'cutter' })
  const before = simulator.tickets().length
  simulator.set({ cutterJam: false })
  await pass(clock, 40_000, 100)
  expect(printer.status().state).toBe('ready')
  expect(simulator.tickets()).toHaveLength(before)
  expect(await until(clock, job('t2', { number: 'A014' }))).toEqual({ printed: 'confirmed' })
})
