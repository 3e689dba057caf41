import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { ptyPair } from '#drivers'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const program = fileURLToPath(new URL('../drivers.ts', import.meta.url))
/** Listens to a device that says something as soon as somebody listens, and goes on as it is heard. */
async function captured(onShown: (child: ChildProcess) => void) {
  const pair = await ptyPair('tcp')
  closing.push(pair.close)
  const child = spawn(process.execPath, [program, 'capture', pair.driverPath])
  closing.push(() => child.kill('SIGKILL'))
  let complaints = ''
  child.stderr.on('data', (text: Buffer) => {
    complaints += text.toString()
    pair.port.send(Uint8Array.of(0x41))
  })
  child.stdout.once('data', () => {
    onShown(child)
    pair.port.send(Uint8Array.of(0x42))
  })
  const [code, signal] = await once(child, 'exit')
  return { code, signal, complaints }
}

test('a tool whose reader is gone (| head) ends, without a stack', async () => {
  const { code, complaints } = await captured((child) => child.stdout?.destroy())
  expect(code).toBe(0)
  expect(complaints).not.toMatch(/EPIPE|Error/)
}, 60_000)

test.skipIf(process.platform === 'win32')(
  'Ctrl+C ends a tool that listens as it should',
  async () => {
    expect(await captured((child) => child.kill('SIGINT'))).toMatchObject({ code: 0, signal: null })
  },
  60_000,
)
