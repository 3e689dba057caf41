import { readTemplate, type Template } from '#drivers'
import type { DriversCommand } from '../drivers.ts'
import { complain, readOptions, say } from './talk.ts'
import { type Chunk, readCapture, shown } from './traffic.ts'

/** What a capture came to under a template. */
export interface Replay {
  /** Each chunk, and under it what was found in it. */
  readonly lines: readonly string[]
  readonly frames: number
  readonly faults: number
  /** Bytes that belonged to no frame. */
  readonly skipped: number
  readonly bytes: number
}

/** A longer silence than this ends a frame, ms. */
const settleMs = 100

/** Reads a capture with a template: operations and replies alike, since both were on the line. */
export function replay(template: Template, chunks: readonly Chunk[]): Replay {
  const parser = template.parser('both')
  const lines: string[] = []
  let frames = 0
  let faults = 0
  let bytes = 0
  let last = 0
  const tell = (found: ReturnType<typeof parser.push>) => {
    for (const each of found) {
      if (each.ok) frames += 1
      else faults += 1
      lines.push(
        each.ok ? `      = ${each.value.name} ${JSON.stringify(each.value.values)}` : `      ! ${each.error}`,
      )
    }
  }
  for (const chunk of chunks) {
    if (chunk.ms - last > settleMs) tell(parser.settle())
    last = chunk.ms
    const given = Buffer.from(chunk.hex, 'hex')
    bytes += given.length
    const before = parser.skipped
    lines.push(shown(chunk, true))
    tell(parser.push(given))
    if (parser.skipped > before) lines.push(`      ? ${parser.skipped - before} bytes are no part of a frame`)
  }
  tell(parser.settle())
  return { lines, frames, faults, skipped: parser.skipped, bytes }
}

/** Shows what a template makes of a saved capture, and what it leaves over. */
export const replayCommand: DriversCommand = {
  summary: 'read a saved capture with a template: <capture file> <template.json>',
  async run(args) {
    const read = readOptions(args, {}, 2)
    if (!read.ok) return complain(read.error)
    const [file, templateFile] = read.value.positionals
    if (file === undefined || templateFile === undefined) return complain(this.summary)
    const chunks = readCapture(file)
    const template = readTemplate(templateFile)
    if (!chunks.ok) return complain(chunks.error)
    if (!template.ok) return complain(template.error)
    const { lines, frames, faults, skipped, bytes } = replay(template.value, chunks.value)
    for (const line of lines) say(line)
    say(
      `${frames} 帧，${faults} 帧损坏，${bytes} 字节中 ${skipped} 字节没有用到 / ${frames} frames, ${faults} spoilt, ${skipped} of ${bytes} bytes left over`,
    )
    return faults === 0 && skipped === 0 ? 0 : 1
  },
}
