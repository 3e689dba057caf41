import { randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import type { Clock } from '#basics'

const poolSize = 4_096

/** Makes fresh ULIDs, each with 80 bits that nobody can guess; random bytes are fetched a pool at a time. */
export function idSource(clock: Clock): () => string {
  let pool = randomBytes(poolSize)
  let used = 0
  const random = () => {
    if (used === poolSize) {
      pool = randomBytes(poolSize)
      used = 0
    }
    return (pool[used++] ?? 0) / 256
  }
  return () => ulid(clock.now(), random)
}
