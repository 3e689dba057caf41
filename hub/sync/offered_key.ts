import { existsSync, readFileSync, rmSync } from 'node:fs'
import { freshSigningKey, publicHalf } from '#signing'
import { writeWhole } from '../standby/custody.ts'

/** A signing key the hub has made for the city and does not use yet: the city must be told of it first. */
export interface OfferedKey {
  /** 'ED25519:<base64 PKCS #8>'; null while none is offered. */
  key(): string | null
  /** Its public half, which may be shown. */
  publicKey(): string | null
  /** Makes another in its place. */
  make(): void
  /** It is in use now, and kept where the settings are. */
  forget(): void
}

function read(file: string | null): string | null {
  if (file === null || !existsSync(file)) return null
  const text = readFileSync(file, 'utf8').trim()
  try {
    return publicHalf(text) === null ? null : text
  } catch {
    // Damaged: another is made.
    return null
  }
}

/** Keeps the key in a file readable by the hub's user only; null keeps it in memory. */
export function offeredKey(file: string | null): OfferedKey {
  let known = read(file)
  return {
    key: () => known,
    publicKey: () => (known === null ? null : publicHalf(known)),
    make() {
      const key = freshSigningKey()
      if (file !== null) writeWhole(file, `${key}\n`)
      known = key
    },
    forget() {
      known = null
      if (file !== null) rmSync(file, { force: true })
    },
  }
}
