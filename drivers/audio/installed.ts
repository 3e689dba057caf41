import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The file of a program in the folders of a PATH; null where it is not installed. */
export function installed(path: string, command: string): string | null {
  for (const folder of path.split(delimiter).filter((part) => part !== '')) {
    const file = join(folder, command)
    try {
      accessSync(file, constants.X_OK)
      if (statSync(file).isFile()) return file
    } catch {
      // not here: the next folder may have it
    }
  }
  return null
}
