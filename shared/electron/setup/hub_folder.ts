import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { err, ok, type Result } from '#basics'
import type { FolderRefusal, NewCentre } from '#protocol'
import { centreDefinitionOf, startingPoint } from './centre_definition.ts'
import { writePrivateFile } from './private_file.ts'

const saved = z.object({ folder: z.string().min(1) })
const settingsIn = (userData: string) => join(userData, 'hub.json')
const hasCentre = (folder: string) => existsSync(join(folder, 'hub.db'))

/** Where a hub's folder keeps the definition its first start takes; it holds a password and is gone afterwards. */
export const firstStartFile = (folder: string): string => join(folder, 'first-start.json')

/** The folder a hub's data is kept in unless another is chosen. */
export const usualHubFolder = (userData: string): string => join(userData, 'hub')

/** The folder of this machine's hub: chosen at its set-up, else the usual one if it holds a centre; else null. */
export function readHubFolder(userData: string): string | null {
  try {
    return saved.parse(JSON.parse(readFileSync(settingsIn(userData), 'utf8'))).folder
  } catch {
    const usual = usualHubFolder(userData)
    return hasCentre(usual) ? usual : null
  }
}

/** Takes a folder that holds a centre already (a copy from another machine, a backup). */
export function openFolder(userData: string, folder: string): Result<null, FolderRefusal> {
  if (!isAbsolute(folder)) return err('not-absolute')
  if (!hasCentre(folder)) return err('no-centre')
  try {
    accessSync(folder, constants.R_OK | constants.W_OK)
    writePrivateFile(settingsIn(userData), `${JSON.stringify({ folder })}\n`)
    return ok(null)
  } catch {
    return err('not-writable')
  }
}

/** Prepares a folder for a new centre; `catalogue` is the file its services and rules are taken from. */
export function createCentre(
  userData: string,
  catalogue: string,
  answers: NewCentre,
): Result<null, FolderRefusal> {
  const { folder } = answers
  if (!isAbsolute(folder)) return err('not-absolute')
  if (hasCentre(folder)) return err('has-centre')
  const start = startingPoint.parse(JSON.parse(readFileSync(catalogue, 'utf8')))
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writePrivateFile(firstStartFile(folder), JSON.stringify(centreDefinitionOf(answers, start)))
    writePrivateFile(settingsIn(userData), `${JSON.stringify({ folder })}\n`)
    return ok(null)
  } catch {
    return err('not-writable')
  }
}

/** How many services a new centre starts with. */
export const servicesIn = (catalogue: string): number =>
  startingPoint.parse(JSON.parse(readFileSync(catalogue, 'utf8'))).services.length
