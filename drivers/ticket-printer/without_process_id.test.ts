import { describe, expect, it } from 'vitest'
import { pass, printerBench, until } from './test_bench.ts'

describe('a board without process ids', () => {
  it('gives a weak proof as soon as it has consumed the ticket', async () => {
    const { clock, job, simulator, sent } = printerBench({ proof: 'queued-status' })
    simulator.set({ processId: false, asb: false })
    await pass(clock, 1_000)
    const started = clock.now()
    expect(await until(clock, job('1'))).toEqual({ printed: 'weak' })
    expect(clock.now() - started).toBeLessThan(4_000)
    expect(Buffer.from(sent()[0] ?? []).toString('hex')).not.toContain('1d2848')
  })
  it('is learnt before its first ticket, and nothing of the question reaches paper', async () => {
    const { clock, job, simulator, sent, memory } = printerBench({ proof: 'learn' })
    simulator.set({ processId: false })
    await pass(clock, 1_000)
    expect(await until(clock, job('1'))).toEqual({ printed: 'weak' })
    expect(await until(clock, job('2'))).toEqual({ printed: 'weak' })
    expect(memory.jobs.size).toBe(0)
    expect(sent().some((bytes) => Buffer.from(bytes).toString('hex').includes('1d2848'))).toBe(false)
  })
  it('is learnt from its first ticket where there was no time to ask', async () => {
    const { clock, job, simulator, sent } = printerBench({ proof: 'learn' })
    simulator.set({ processId: false, paperEnd: true })
    await pass(clock, 1_000)
    simulator.set({ paperEnd: false })
    expect(await until(clock, job('1'))).toEqual({ printed: 'weak' })
    expect(await until(clock, job('2'))).toEqual({ printed: 'weak' })
    expect(sent().map((bytes) => Buffer.from(bytes).toString('hex').includes('1d2848'))).toEqual([
      true,
      false,
    ])
  })
  it('that answers ids again is confirmed again, without its cable being pulled', async () => {
    const { clock, job, simulator } = printerBench({ proof: 'learn' })
    simulator.set({ processId: false })
    await pass(clock, 1_000)
    expect(await until(clock, job('1'))).toEqual({ printed: 'weak' })
    simulator.set({ processId: true })
    await pass(clock, 30_000)
    expect(await until(clock, job('2'))).toEqual({ printed: 'confirmed' })
    expect(simulator.tickets()).toHaveLength(2)
  })
  it('is asked between tickets ever less often', async () => {
    const { clock, simulator, written, printer } = printerBench({ proof: 'learn' })
    simulator.set({ processId: false })
    await pass(clock, 3_600_000, 500)
    const questions = written.filter((bytes) => Buffer.from(bytes).toString('hex').startsWith('1d2848'))
    expect(questions.length).toBeGreaterThan(3)
    expect(questions.length).toBeLessThan(20)
    expect(simulator.tickets()).toHaveLength(0)
    expect(printer.status().state).toBe('ready')
  })
  it('with a fault after the ticket is no proof', async () => {
    const { clock, job, simulator } = printerBench({ proof: 'queued-status' })
    simulator.set({ processId: false, asb: false })
    await pass(clock, 1_000)
    simulator.set({ endAfterLines: 14 })
    expect(await until(clock, job('1'))).toMatchObject({ printed: 'unknown', reason: 'paper-end' })
  })
  it('does not count as such when the printer answered ids before', async () => {
    const { clock, job, simulator } = printerBench({ proof: 'learn' })
    await pass(clock, 1_000)
    expect(await until(clock, job('1'))).toEqual({ printed: 'confirmed' })
    simulator.set({ processId: false })
    expect(await until(clock, job('2'))).toMatchObject({ printed: 'unknown', reason: 'no-answer' })
  })
  it('put in the place of one that answered leaves one ticket in doubt, not every one', async () => {
    const { clock, job, simulator } = printerBench({ proof: 'learn' })
    await pass(clock, 1_000)
    await until(clock, job('1'))
    simulator.set({ processId: false })
    expect(await until(clock, job('2'))).toMatchObject({ printed: 'unknown', reason: 'no-answer' })
    await pass(clock, 10_000)
    expect(await until(clock, job('3'))).toEqual({ printed: 'weak' })
  })
})

describe('an old board that answers GS r alone', () => {
  const old = async () => {
    const bench = printerBench({ proof: 'paper-byte' })
    bench.simulator.set({ oldBoard: true })
    await pass(bench.clock, 1_000)
    return bench
  }
  it('is ready on 00, and gives a weak proof', async () => {
    const { clock, job, printer, simulator, written } = await old()
    expect(printer.status().state).toBe('ready')
    expect(await until(clock, job('1'))).toEqual({ printed: 'weak' })
    expect(simulator.tickets()).toHaveLength(1)
    const asked = written.map((bytes) => Buffer.from(bytes).toString('hex'))
    expect(asked.some((hex) => hex.startsWith('1004') || hex.startsWith('1014'))).toBe(false)
  })
  it('is out of paper on 0F, and refuses', async () => {
    const { clock, job, printer, simulator, sent } = await old()
    simulator.set({ paperEnd: true })
    await pass(clock, 6_000)
    expect(printer.status()).toMatchObject({ state: 'faulted', reason: 'paper-end' })
    expect(await until(clock, job('1'))).toEqual({ printed: 'refused', reason: 'paper-end' })
    expect(sent()).toHaveLength(0)
  })
  it('that runs out while it prints leaves the ticket unknown', async () => {
    const { clock, job, simulator } = await old()
    simulator.set({ endAfterLines: 5 })
    expect(await until(clock, job('1'))).toMatchObject({ printed: 'unknown', rest: 'may-print' })
  })
  it('whose answer comes late is not taken for ready, nor for proof of the next ticket', async () => {
    const { clock, job, simulator, cable, sent } = await old()
    simulator.set({ silent: true })
    await pass(clock, 6_000)
    expect(await until(clock, job('1'))).toEqual({ printed: 'refused', reason: 'no-answer' })
    const asking = job('2')
    await pass(clock, 100)
    // One of the earlier answers: there are more questions than that.
    cable.send(Uint8Array.of(0x00))
    expect(await until(clock, asking)).toEqual({ printed: 'refused', reason: 'no-answer' })
    expect(sent()).toHaveLength(0)
  })
})
