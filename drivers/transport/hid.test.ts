import { expect, test } from 'vitest'
import { err, ok, simulatedClock } from '#basics'
import { fromHex, toHex } from '../framing/bytes.ts'
import { samFrame, samFrameLength } from '../framing/sam_frame.ts'
import { hidTransport } from './hid.ts'
import { memoryHid } from './memory_hid.ts'
import { type NodeHid, nodeHidPort } from './node_hid.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))
const find = samFrame(fromHex('2001'))
const long = samFrame(new Uint8Array(1_287).fill(0x41))

async function opened(polled = false) {
  const clock = simulatedClock(0)
  const device = memoryHid(samFrameLength, polled)
  const told: string[] = []
  const transport = hidTransport({ port: device.port, clock, messageLength: samFrameLength })
  const open = () =>
    transport.open({
      onData: (bytes) => told.push(toHex(bytes)),
      onClosed: (reason) => told.push(`closed: ${reason}`),
    })
  const link = await open()
  if (!link.ok) throw new Error(link.error)
  return { clock, device, told, open, link: link.value }
}

test('a frame goes out in zero padded reports, a long answer comes back joined', async () => {
  const { device, told, link } = await opened()
  device.onBytes(() => device.send(long))
  expect(await link.write(find)).toEqual(ok(undefined))
  expect(device.written.map(toHex)).toEqual([toHex(find).padEnd(128, '0')])
  expect(told).toEqual([toHex(long)])
})

test('reports that dribble in are joined when the last one is there', async () => {
  const { device, told, link } = await opened()
  await link.write(find)
  device.hold()
  device.send(long)
  for (let i = 0; i < 20; i += 1) {
    expect(told).toEqual([])
    device.flush(1)
  }
  device.flush()
  expect(told).toEqual([toHex(long)])
})

test.each([0, 1, 20])(
  'without report %d of an answer nothing is told, and the next answer is whole',
  async (lost) => {
    const { device, told, link } = await opened()
    await link.write(find)
    device.loseReport(lost)
    device.send(long)
    expect(told).toEqual([])
    await link.write(find)
    device.send(find)
    expect(told).toEqual([toHex(find)])
  },
)

test('whatever stands in the padding, also a whole frame, is not told', async () => {
  const { device, told, link } = await opened()
  await link.write(find)
  device.setPadding((at) => find[at - find.length] ?? 0xaa)
  device.send(find)
  device.send(long)
  expect(told).toEqual([toHex(find), toHex(long)])
})

test('unplugged in the middle of a frame: lost once, not opened while away, whole again when it is back', async () => {
  const { device, told, open, link } = await opened()
  await link.write(find)
  device.hold()
  device.send(long)
  device.flush(5)
  device.unplug()
  expect(told).toEqual(['closed: device removed'])
  expect(await link.write(find)).toEqual(err('write-failed'))
  expect(await open()).toEqual(err('no such device'))
  device.plugIn()
  const again = await open()
  expect(again.ok && (await again.value.write(find))).toEqual(ok(undefined))
  device.send(long)
  device.flush()
  expect(told).toEqual(['closed: device removed', toHex(long)])
})

test('a device that is polled is asked until its answer is whole, and not for ever', async () => {
  const { clock, device, told, link } = await opened(true)
  await link.write(find)
  device.send(long)
  for (let i = 0; i < 25; i += 1) {
    await settle()
    clock.advance(15)
  }
  expect(told).toEqual([toHex(long)])
  device.send(find)
  clock.advance(10_000)
  await settle()
  expect(told).toHaveLength(1)
  await link.close()
})

/** The package as far as it is used, with what was written to its device. */
function fakeNodeHid() {
  const written: number[][] = []
  const listeners = new Map<string, (given: never) => void>()
  const hid: NodeHid = {
    HIDAsync: {
      open: async (vendorId) => {
        if (vendorId === 0xdead) throw new Error('could not open device')
        return {
          on: (event: string, listener: (given: never) => void) => listeners.set(event, listener),
          write: async (values) => written.push(values),
          sendFeatureReport: async (data) => written.push(data),
          getFeatureReport: async () => Uint8Array.of(0, ...find),
          close: async () => undefined,
        }
      },
    },
  }
  const tell = (event: string, given: unknown) => listeners.get(event)?.(given as never)
  return { written, tell, load: async () => hid }
}

test.each([
  ['plain', 0],
  ['control', 1],
] as const)('over node-hid, reports of kind %s go out with id %d', async (reports, id) => {
  const fake = fakeNodeHid()
  const port = nodeHidPort({ vendorId: 0x0400, productId: 0xc35a, reports }, fake.load)
  expect(port.name).toBe('hid://0400:c35a')
  const told: string[] = []
  const opened = await port.open({
    onReport: (report) => told.push(toHex(report)),
    onClosed: (reason) => told.push(reason),
  })
  if (!opened.ok) throw new Error(opened.error)
  expect(await opened.value.write(new Uint8Array(64).fill(7))).toBe(true)
  expect(fake.written).toEqual([[id, ...new Uint8Array(64).fill(7)]])
  if (opened.value.poll === null) fake.tell('data', find)
  else told.push(toHex((await opened.value.poll()) ?? new Uint8Array(0)))
  fake.tell('error', new Error('could not read from HID device'))
  expect(told).toEqual([toHex(find), 'could not read from HID device'])
})

test('a device that cannot be opened, or a machine without the package, is a sentence', async () => {
  const quiet = { onReport: () => undefined, onClosed: () => undefined }
  const settings = { vendorId: 0xdead, productId: 1, reports: 'plain' as const }
  expect(await nodeHidPort(settings, fakeNodeHid().load).open(quiet)).toEqual(err('could not open device'))
  const none = async () => {
    throw new Error("Cannot find package 'node-hid'")
  }
  expect(await nodeHidPort(settings, none).open(quiet)).toEqual(err("Cannot find package 'node-hid'"))
})
