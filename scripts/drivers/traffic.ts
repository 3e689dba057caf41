import { readFileSync } from 'node:fs'
import { TextDecoder } from 'node:util'
import { z } from 'zod'
import { err, ok, type Result } from '#basics'

/** Bytes as they came together off a line, as one line of a saved capture. */
const chunkSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  /** Milliseconds since the first chunk. */
  ms: z.number(),
  hex: z.string().regex(/^([0-9A-F]{2})+$/, 'pairs of capital hexadecimal digits'),
})
/** Bytes that went one way at one moment. */
export type Chunk = z.infer<typeof chunkSchema>

const gbk = new TextDecoder('gbk')

/** Bytes as text for a person: GBK, a dot for what cannot be seen. */
const visible = (bytes: Uint8Array): string => gbk.decode(bytes).replace(/[\p{Cc}\p{Co}\ufffd]/gu, '·')

/** One chunk as it is shown: time, how many bytes, hexadecimal, text. */
export function shown({ ms, hex }: Chunk, withText: boolean): string {
  const spaced = hex.replace(/(..)(?=.)/g, '$1 ')
  const seconds = (ms / 1_000).toFixed(3).padStart(9)
  const count = String(hex.length / 2).padStart(4)
  return withText
    ? `${seconds} ${count}  ${spaced}  |${visible(Buffer.from(hex, 'hex'))}|`
    : `${seconds} ${count}  ${spaced}`
}

/** Reads a saved capture; the error names the line that is none. */
export function readCapture(file: string): Result<Chunk[], string> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return err(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const chunks: Chunk[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    let value: unknown = null
    try {
      value = JSON.parse(line)
    } catch {
      // What is no JSON is no chunk either: told below, with its line.
    }
    const parsed = chunkSchema.safeParse(value)
    if (!parsed.success) return err(`${file}: line ${index + 1} is no chunk of a capture`)
    chunks.push(parsed.data)
  }
  return ok(chunks)
}
