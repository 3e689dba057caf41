import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type SuiteRole, suiteRoles } from './shell_arguments.ts'

const savedRole = z.object({ role: z.enum(suiteRoles) })

/** The role chosen on this machine's first start, kept in `folder`/role.json; null when none was, or it is damaged. */
export function readSavedRole(folder: string): SuiteRole | null {
  try {
    return savedRole.parse(JSON.parse(readFileSync(join(folder, 'role.json'), 'utf8'))).role
  } catch {
    return null
  }
}

/** Remembers the role chosen for this machine. */
export function saveRole(folder: string, role: SuiteRole): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'role.json'), `${JSON.stringify({ role })}\n`)
}
