import { afterEach, describe, expect, test } from 'vitest'
import { ok, systemClock } from '#basics'
import { transportAt } from './address.ts'
import { devicePort } from './device_port.ts'
import { type PtyPair, ptyPair } from './pty_pair.ts'
import type { Link, Transport } from './types.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function pairOf(kind: 'pty' | 'tcp'): Promise<PtyPair> {
  const pair = await ptyPair(kind)
  closing.push(pair.close)
  return pair
}

/** Collects bytes until as many have come as are expected. */
function collector() {
  const got: number[] = []
  let check: () => void = () => undefined
  return {
    take(bytes: Uint8Array) {
      got.push(...bytes)
      check()
    },
    reaches: (count: number) =>
      new Promise<number[]>((resolve) => {
        check = () => got.length >= count && resolve(got)
        check()
      }),
  }
}

async function openLink(transport: Transport) {
  const data = collector()
  const lost = Promise.withResolvers<string>()
  const opened = await transport.open({ onData: data.take, onClosed: lost.resolve })
  if (!opened.ok) throw new Error(opened.error)
  const link: Link = opened.value
  closing.push(link.close)
  return { link, data, lost: lost.promise }
}

/** A transport that tells when it has been opened. */
const reporting = (transport: Transport, opened: () => void): Transport => ({
  name: transport.name,
  async open(handlers) {
    const result = await transport.open(handlers)
    setImmediate(opened)
    return result
  },
})

const everyByte = Uint8Array.from({ length: 256 }, (_, i) => i)

describe.each(['pty', 'tcp'] as const)('a wire of kind %s', (kind) => {
  test('carries every byte value both ways unchanged', async () => {
    const pair = await pairOf(kind)
    const device = collector()
    pair.port.onBytes(device.take)
    const { link, data } = await openLink(pair.driverTransport())
    expect(await link.write(everyByte)).toEqual(ok(undefined))
    expect(await device.reaches(256)).toEqual([...everyByte])
    pair.port.send(everyByte)
    expect(await data.reaches(256)).toEqual([...everyByte])
  })

  test('pulled: the link is lost once, writing and opening fail; put back: it works again', async () => {
    const pair = await pairOf(kind)
    const { link, lost } = await openLink(pair.driverTransport())
    await pair.unplug()
    expect(await lost).toEqual(expect.any(String))
    expect((await link.write(everyByte)).ok).toBe(false)
    const refused = await pair.driverTransport().open({ onData() {}, onClosed() {} })
    expect(refused.ok).toBe(false)

    await pair.plugIn()
    const device = collector()
    pair.port.onBytes(device.take)
    const again = await openLink(pair.driverTransport())
    await again.link.write(Uint8Array.of(7))
    expect(await device.reaches(1)).toEqual([7])
  })

  test('closed and opened again without pulling', async () => {
    const pair = await pairOf(kind)
    const device = collector()
    pair.port.onBytes(device.take)
    const first = await openLink(pair.driverTransport())
    await first.link.close()
    expect((await first.link.write(everyByte)).ok).toBe(false)
    const second = await openLink(pair.driverTransport())
    await second.link.write(Uint8Array.of(9))
    expect(await device.reaches(1)).toEqual([9])
  })

  test('is reachable by its address alone', async () => {
    const pair = await pairOf(kind)
    const transport = transportAt(pair.driverPath, { baudRate: 9_600 })
    if (!transport.ok) throw new Error(transport.error)
    const device = collector()
    pair.port.onBytes(device.take)
    const { link } = await openLink(transport.value)
    await link.write(Uint8Array.of(5))
    expect(await device.reaches(1)).toEqual([5])
  })
})

test('a write the other end never takes settles when the link is closed', async () => {
  const pair = await pairOf('pty')
  const { link } = await openLink(pair.driverTransport())
  const flood = Array.from({ length: 200 }, () => link.write(new Uint8Array(65_536)))
  await link.close()
  const settled = await Promise.all(flood)
  expect(settled.at(-1)).toEqual({ ok: false, error: 'write-failed' })
})

test('closing while a read is under way, again and again, harms nothing', async () => {
  const pair = await pairOf('pty')
  for (let i = 0; i < 100; i += 1) {
    const { link } = await openLink(pair.driverTransport())
    await link.write(Uint8Array.of(i))
    await link.close()
  }
})

test('a device port talks over any transport', async () => {
  const pair = await pairOf('tcp')
  const heard = collector()
  const up = Promise.withResolvers<void>()
  const port = devicePort(reporting(pair.driverTransport(), up.resolve), systemClock())
  closing.push(port.close)
  port.onBytes((bytes) => {
    heard.take(bytes)
    port.send(Uint8Array.of(2))
  })
  const answer = collector()
  pair.port.onBytes((bytes) => {
    if (bytes[0] === 1) pair.port.send(Uint8Array.of(3))
    else answer.take(bytes)
  })
  await up.promise
  port.send(Uint8Array.of(1))
  expect(await heard.reaches(1)).toEqual([3])
  expect(await answer.reaches(1)).toEqual([2])
})

test('addresses that name no transport are refused', () => {
  for (const address of ['', 'tcp://host', 'tcp://host:0', 'tcp://host:70000', 'usb://1:2', 'tcp://a/b:1']) {
    expect(transportAt(address, { baudRate: 9_600 })).toEqual({ ok: false, error: 'bad-address' })
  }
  const names = ['/dev/ttyUSB0', 'COM3', 'tcp://10.0.0.5:9100', 'tcp://[::1]:9100'].map((address) => {
    const transport = transportAt(address, { baudRate: 9_600 })
    return transport.ok ? transport.value.name : transport.error
  })
  expect(names).toEqual(['/dev/ttyUSB0', 'COM3', 'tcp://10.0.0.5:9100', 'tcp://::1:9100'])
})

test('a serial path that is not there is refused with a sentence', async () => {
  const transport = transportAt('/dev/civic-hall-no-such-port', { baudRate: 9_600 })
  if (!transport.ok) throw new Error(transport.error)
  const opened = await transport.value.open({ onData() {}, onClosed() {} })
  expect(opened).toEqual({ ok: false, error: expect.stringContaining('civic-hall-no-such-port') })
})
