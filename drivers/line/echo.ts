import { concatBytes } from '../framing/bytes.ts'

/** Takes the own frame out of what comes back: adaptors without receive switching repeat what is sent. */
export interface EchoFilter {
  /** This was just sent; it may come back once, at once. */
  sent(frame: Uint8Array): void
  /** What of these bytes is no echo; bytes that may still become one are held. */
  pass(bytes: Uint8Array): Uint8Array
  /** Gives up an echo that stopped half-way: what was held after all. */
  release(): Uint8Array
  readonly echoes: number
}

const nothing = new Uint8Array()

/** Makes a filter; an answer that begins like the question is let through where it differs. */
export function echoFilter(): EchoFilter {
  let expected: Uint8Array = nothing
  let matched = 0
  let echoes = 0
  const release = () => {
    const held = expected.subarray(0, matched)
    expected = nothing
    matched = 0
    return held
  }
  return {
    sent(frame) {
      expected = frame
      matched = 0
    },
    pass(bytes) {
      let at = 0
      while (at < bytes.length && matched < expected.length && bytes[at] === expected[matched]) {
        at += 1
        matched += 1
      }
      if (matched > 0 && matched === expected.length) {
        echoes += 1
        expected = nothing
        matched = 0
      }
      if (at === bytes.length) return nothing
      return concatBytes(release(), bytes.subarray(at))
    },
    release,
    get echoes() {
      return echoes
    },
  }
}
