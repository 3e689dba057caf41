import { err, ok, type Result } from '#basics'
import { attempt, longestFrame, type TemplateFault } from './attempt.ts'
import type { Values } from './encode.ts'
import type { Escapes } from './escape.ts'
import type { Frame } from './frame.ts'

/** A frame that came. */
export interface Received {
  /** Which reply (or operation) of the template it is. */
  readonly name: string
  readonly values: Values
}

/** Finds a template's frames in a stream that may be cut anywhere, lost or noisy. */
export interface TemplateParser {
  /** Returns what the new bytes complete, in order: frames, and faults for what began like one and was spoilt. */
  push(bytes: Uint8Array): readonly Result<Received, TemplateFault>[]
  /**
   * The line fell silent: what is held is no beginning of a frame, and counts once as a wrong length; what is found in
   * it after all is returned.
   */
  settle(): readonly Result<Received, TemplateFault>[]
  /** Bytes held, waiting for more; never more than one frame. */
  readonly held: number
  /** Bytes that belonged to no frame so far. */
  readonly skipped: number
}

/**
 * Makes a parser. At each place every frame is tried in the order of the template; where none stands one byte is
 * skipped, so that a good frame inside a spoilt one is found.
 */
export function parserOf(frames: readonly Frame[], escapes: Escapes | null): TemplateParser {
  const buffer = new Uint8Array(longestFrame)
  let held = 0
  let skipped = 0

  const lookAt = (at: number, isLast: boolean) => {
    let waits = false
    let fault: TemplateFault | null = null
    let whole = 0
    for (const frame of frames) {
      const found = attempt(frame, escapes, buffer, at, held)
      if (found.kind === 'frame')
        return { took: found.took, result: ok({ name: frame.name, values: found.values }) }
      if (found.kind === 'wait') waits = true
      if (found.kind !== 'spoilt') continue
      fault ??= found.fault
      whole = Math.max(whole, found.took)
    }
    const isFull = at === 0 && held === buffer.length
    if (waits && !isLast && !isFull) return 'wait'
    // Bytes that are awaited in vain are the beginning of one frame, at whatever place of it one looks.
    if (waits && at === 0) fault ??= 'length'
    return { took: whole, result: fault === null ? null : err(fault) }
  }
  const scan = (isLast: boolean): Result<Received, TemplateFault>[] => {
    const results: Result<Received, TemplateFault>[] = []
    let at = 0
    while (at < held) {
      const seen = lookAt(at, isLast)
      if (seen === 'wait') break
      if (seen.result !== null) results.push(seen.result)
      if (seen.result?.ok !== true) skipped += Math.max(1, seen.took)
      at += Math.max(1, seen.took)
    }
    buffer.copyWithin(0, at, held)
    held -= at
    return results
  }
  return {
    push(bytes) {
      const results: Result<Received, TemplateFault>[] = []
      for (let from = 0; from < bytes.length; ) {
        const portion = bytes.subarray(from, from + buffer.length - held)
        buffer.set(portion, held)
        held += portion.length
        from += portion.length
        results.push(...scan(false))
      }
      return results
    },
    settle: () => scan(true),
    get held() {
      return held
    },
    get skipped() {
      return skipped
    },
  }
}
