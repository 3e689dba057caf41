import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { err, ok, type Result } from '#basics'
import { type EncodeFault, encodeFrame, type Values } from './encode.ts'
import { escapesOf } from './escape.ts'
import { type Frame, frameOf } from './frame.ts'
import { parserOf, type TemplateParser } from './parser.ts'
import { partsOf } from './parts.ts'
import { type Message, type TemplateConfig, templateSchema } from './schema.ts'

/** A device's protocol made of data: pure, without a wire. */
export interface Template {
  readonly config: TemplateConfig
  /** Whether an operation of this name exists: what a device cannot do is left out, not faked. */
  can(operation: string): boolean
  /** Bytes of an operation; values that its frame does not ask for are left alone. */
  encode(operation: string, values: Values): Result<Uint8Array, EncodeFault>
  /** A parser of what a device sends; `both` finds operations too, for listening in on a strange line. */
  parser(what?: 'replies' | 'both'): TemplateParser
}

/** What the template's own words mean when they are wrong, with where it is and how to mend it. */
export type TemplateErrors = readonly string[]

const place = (path: readonly PropertyKey[]) => (path.length === 0 ? 'the file' : path.join('.'))

function shapeErrors(error: z.ZodError): TemplateErrors {
  const sentences = (issues: readonly z.core.$ZodIssue[], under: readonly PropertyKey[]): string[] =>
    issues.flatMap((issue) => {
      const path = [...under, ...issue.path]
      if (issue.code !== 'invalid_union' || issue.errors.length === 0)
        return [`${place(path)}: ${issue.message}`]
      // Of all the parts it might have been, the one with the fewest mistakes was meant.
      const meant = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? []
      return sentences(meant, path)
    })
  return sentences(error.issues, [])
}

function framesOf(
  config: TemplateConfig,
  group: 'operations' | 'replies',
): Result<Map<string, Frame>, TemplateErrors> {
  const envelope = group === 'replies' ? (config.replyFrame ?? config.frame) : config.frame
  const frames = new Map<string, Frame>()
  const errors: string[] = []
  for (const [name, message] of Object.entries<Message>(config[group])) {
    const parts = partsOf(envelope, message)
    const frame = parts.ok ? frameOf(name, parts.value, config.escape) : parts
    if (!frame.ok) {
      errors.push(`${group}.${name}: ${frame.error}`)
      continue
    }
    frames.set(name, frame.value)
    if (group === 'replies') errors.push(...unreadable(frame.value).map((each) => `replies.${name}: ${each}`))
  }
  return errors.length > 0 ? err(errors) : ok(frames)
}

/** What keeps a frame from being found in a stream. */
function unreadable(frame: Frame): string[] {
  const { parts, sizes, ends } = frame
  const endless = parts.flatMap((part, at) =>
    sizes[at] === null && ends[at] === null && part.kind === 'text'
      ? [
          `nothing tells where the text "${part.field}" ends: give it a size, a length, or fixed bytes behind it`,
        ]
      : [],
  )
  const isEmpty = sizes.every((size) => size === 0)
  return isEmpty ? ['has no bytes at all: give it fixed bytes or fields'] : endless
}

/** Checks a template and makes its codec; the errors are sentences for the person who wrote it. */
export function makeTemplate(input: unknown): Result<Template, TemplateErrors> {
  const parsed = templateSchema.safeParse(input)
  if (!parsed.success) return err(shapeErrors(parsed.error))
  const config = parsed.data
  const operations = framesOf(config, 'operations')
  const replies = framesOf(config, 'replies')
  if (!operations.ok || !replies.ok)
    return err([...(operations.ok ? [] : operations.error), ...(replies.ok ? [] : replies.error)])
  const escapes = config.escape === undefined ? null : escapesOf(config.escape.pairs)
  const heard = [...operations.value.values()].filter((frame) => unreadable(frame).length === 0)
  return ok({
    config,
    can: (operation) => operations.value.has(operation),
    encode(operation, values) {
      const frame = operations.value.get(operation)
      if (frame === undefined) return err({ code: 'unknown-operation', what: operation })
      return encodeFrame(frame, escapes, values)
    },
    parser: (what = 'replies') =>
      parserOf([...replies.value.values(), ...(what === 'both' ? heard : [])], escapes),
  })
}

/** Reads a template file; the error is one text for the person who sets the machine up. */
export function readTemplate(file: string | URL): Result<Template, string> {
  let input: unknown
  try {
    input = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return err(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const made = makeTemplate(input)
  return made.ok ? made : err(made.error.map((sentence) => `${file}: ${sentence}`).join('\n'))
}
