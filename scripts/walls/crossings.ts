import { dirname, join, normalize } from 'node:path/posix'
import { open, testPackages, type Wall, walls } from './table.ts'

const importPattern =
  /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** The modules a source file names. */
export function importsOf(source: string): string[] {
  return [...source.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

/** The wall a file stands in, or null where anything goes. */
function wallOf(file: string): string | null {
  const folders = Object.keys(walls).filter((folder) => file.startsWith(`${folder}/`))
  return folders.sort((a, b) => b.length - a.length)[0] ?? null
}

const houseOf = (folder: string) => walls[folder]?.within ?? folder
const packageName = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
/** A test beside its subject may come through the subject's own door. */
const ownDoor = (folder: string) => `#${folder.split('/').at(-1)}`
const isTest = (file: string) => /\.(test|model)\.tsx?$/.test(file) || file.includes('/fixtures/')

function isAllowed(file: string, folder: string, wall: Wall, specifier: string): boolean {
  if (specifier.startsWith('.')) {
    const theirs = wallOf(normalize(join(dirname(file), specifier)))
    return theirs !== null && houseOf(theirs) === houseOf(folder)
  }
  if (specifier.startsWith('#')) {
    const inTests = ['#testing', ownDoor(folder)]
    return wall.doors.includes(specifier) || (isTest(file) && inTests.includes(specifier))
  }
  if (specifier.startsWith('node:')) return wall.node || isTest(file)
  const name = packageName(specifier)
  return wall.packages.includes(name) || (isTest(file) && testPackages.includes(name))
}

/** Every import of a file that crosses a wall, in words. */
export function crossings(file: string, source: string): string[] {
  const folder = wallOf(file)
  const wall = folder === null ? undefined : walls[folder]
  if (folder === null || wall === undefined) {
    const known = open.some((each) => file.startsWith(`${each}/`)) || !file.includes('/')
    return known ? [] : [`${file} stands in no wall: add its folder to the table`]
  }
  return importsOf(source)
    .filter((specifier) => !isAllowed(file, folder, wall, specifier))
    .map((specifier) => `${file} imports ${specifier}, which ${folder} may not use`)
}
