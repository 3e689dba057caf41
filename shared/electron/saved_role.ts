import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writePrivateFile } from './setup/private_file.ts'
import { everyPage, type PageName, type SuiteRole, suiteRoles } from './shell_arguments.ts'

const savedRole = z.object({ role: z.enum(suiteRoles), page: z.enum(everyPage).optional() })

/** What a machine is for, as it was chosen on its first start; `page` only where it is not the role's first. */
export interface SavedRole {
  readonly role: SuiteRole
  readonly page?: PageName | undefined
}

const fileIn = (folder: string) => join(folder, 'role.json')

/** The role chosen on this machine's first start, kept in `folder`/role.json; null when none was, or it is damaged. */
export function readSavedRole(folder: string): SavedRole | null {
  try {
    return savedRole.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))
  } catch {
    return null
  }
}

/** Remembers the role chosen for this machine. */
export function saveRole(folder: string, role: SavedRole): void {
  writePrivateFile(fileIn(folder), `${JSON.stringify(role)}\n`)
}

/** Forgets it: the next start asks again. */
export function forgetRole(folder: string): void {
  rmSync(fileIn(folder), { force: true })
}
