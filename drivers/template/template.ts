import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { err, ok, type Result } from '#basics'
import { toHex } from '../framing/bytes.ts'
import { type EncodeFault, encodeFrame, type Values } from './encode.ts'
import { escapeMistakes, escapesOf } from './escape.ts'
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

interface Mistake {
  readonly sentence: string
  /** How far this is from what was meant: a word that belongs to another part weighs more than a wrong value. */
  readonly weight: number
}

function mistakesIn(issues: readonly z.core.$ZodIssue[], under: readonly PropertyKey[]): Mistake[] {
  return issues.flatMap((issue): Mistake[] => {
    const path = [...under, ...issue.path]
    if (issue.code === 'invalid_key') return mistakesIn(issue.issues, path)
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) {
      const weight = issue.code === 'unrecognized_keys' ? 2 * issue.keys.length : 1
      return [{ sentence: `${place(path)}: ${issue.message}`, weight }]
    }
    // Of all the parts it might have been, the one that is least wrong was meant.
    const weightOf = (mistakes: readonly Mistake[]) => mistakes.reduce((sum, { weight }) => sum + weight, 0)
    const meant = issue.errors.map((each) => mistakesIn(each, path))
    return meant.toSorted((a, b) => weightOf(a) - weightOf(b))[0] ?? []
  })
}

const shapeErrors = (error: z.ZodError): TemplateErrors =>
  mistakesIn(error.issues, []).map(({ sentence }) => sentence)

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
  if (group === 'replies') errors.push(...alike(frames))
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

/** Replies of which the first would always be found: the same bytes and places, whatever their fields are called. */
function alike(frames: ReadonlyMap<string, Frame>): string[] {
  const seen = new Map<string, string>()
  return [...frames].flatMap(([name, { parts }]) => {
    const shape = parts.map((part) =>
      part.kind === 'fixed' ? toHex(part.bytes) : JSON.stringify({ ...part, id: '', field: '' }),
    )
    const earlier = seen.get(shape.join())
    seen.set(shape.join(), earlier ?? name)
    return earlier === undefined
      ? []
      : [`replies.${name}: looks the same as "${earlier}" and would never be found`]
  })
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
  const pairs = config.escape?.pairs
  const mistakes = pairs === undefined ? [] : escapeMistakes(pairs)
  if (mistakes.length > 0) return err(mistakes.map((each) => `escape: ${each}`))
  const escapes = pairs === undefined ? null : escapesOf(pairs)
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
