import { hash, verify } from '@node-rs/argon2'

// OWASP password storage: argon2id with at least 19 MiB, 2 passes, 1 lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A password as it is kept: argon2id (the library's default variant), as a PHC string. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

let decoy: Promise<string> | null = null

/** Whether a password is the one kept; an unknown user (null) takes as long as a known one. */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no such user')
  const matches = await verify(kept ?? (await decoy), password)
  return kept !== null && matches
}
