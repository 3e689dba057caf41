import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cardHolders } from '#simulator'

/** Every file under a folder. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    const entry = statSync(path, { throwIfNoEntry: false })
    if (entry === undefined) return []
    return entry.isDirectory() ? filesUnder(path) : entry.isFile() ? [path] : []
  })
}

/** How a text may lie in a file: UTF-8, or UTF-16 as on the card's chip. */
const forms = (text: string) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]

/** Files below a folder in which an ID number or a name of the people at the dock can be read. */
export function personalDataIn(folder: string, more: readonly string[] = []): string[] {
  const secrets = [...cardHolders.flatMap(({ card }) => [card.idNumber, card.name]), ...more]
  return filesUnder(folder).flatMap((file) => {
    const content = readFileSync(file)
    return secrets
      .filter((text) => forms(text).some((form) => content.includes(form)))
      .map((text) => `${file}: ${text}`)
  })
}
