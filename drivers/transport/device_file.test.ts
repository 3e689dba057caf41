import { afterEach, expect, test } from 'vitest'
import { ok } from '#basics'
import { deviceFileTransport } from './device_file.ts'
import { ptyPair } from './pty_pair.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function fileOverPty() {
  const pair = await ptyPair('pty')
  closing.push(pair.close)
  const device: number[] = []
  const data: number[] = []
  let check: () => void = () => undefined
  const reaches = (got: number[], count: number) =>
    new Promise<number[]>((resolve) => {
      check = () => got.length >= count && resolve(got)
      check()
    })
  pair.port.onBytes((bytes) => {
    device.push(...bytes)
    check()
  })
  const lost = Promise.withResolvers<string>()
  const transport = deviceFileTransport(pair.driverPath)
  const opened = await transport.open({
    onData(bytes) {
      data.push(...bytes)
      check()
    },
    onClosed: lost.resolve,
  })
  if (!opened.ok) throw new Error(opened.error)
  closing.push(opened.value.close)
  return { pair, link: opened.value, transport, lost: lost.promise, device, data, reaches }
}

const everyByte = Uint8Array.from({ length: 256 }, (_, i) => i)

test('a device file carries every byte value both ways', async () => {
  const { pair, link, device, data, reaches } = await fileOverPty()
  expect(await link.write(everyByte)).toEqual(ok(undefined))
  expect(await reaches(device, 256)).toEqual([...everyByte])
  pair.port.send(everyByte)
  expect(await reaches(data, 256)).toEqual([...everyByte])
})

test('more than the device takes at once goes out whole', async () => {
  const { link, device, reaches } = await fileOverPty()
  const much = Uint8Array.from({ length: 50_000 }, (_, i) => i % 251)
  expect(await link.write(much)).toEqual(ok(undefined))
  expect(await reaches(device, much.length)).toEqual([...much])
})

test('pulled: the link is lost once, writing and opening fail; put back: it opens again', async () => {
  const { pair, link, transport, lost } = await fileOverPty()
  await pair.unplug()
  expect(await lost).toEqual(expect.any(String))
  expect(await link.write(everyByte)).toEqual({ ok: false, error: 'write-failed' })
  expect((await transport.open({ onData() {}, onClosed() {} })).ok).toBe(false)
  await pair.plugIn()
  const again = await transport.open({ onData() {}, onClosed() {} })
  expect(again.ok).toBe(true)
  if (again.ok) await again.value.close()
})

test('a file that is not there is refused with a sentence', async () => {
  const opened = await deviceFileTransport('/dev/usb/lp99').open({ onData() {}, onClosed() {} })
  expect(opened).toEqual({ ok: false, error: expect.stringContaining('lp99') })
})
