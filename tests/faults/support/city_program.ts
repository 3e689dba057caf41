import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Program, start } from '../../integration/support/programs.ts'

/** At which of its commits a city dies; null: at none. */
export type Death = { readonly commit: number; readonly moment: 'before' | 'after' } | null

/** Starts the city's own program in a process of its own, on SQLite in a folder, with one site. */
export function startCityProgram(
  folder: string,
  site: { readonly id: string; readonly secret: string },
  death: Death,
): Promise<Program> {
  mkdirSync(folder, { recursive: true })
  const keys = join(folder, 'keys.json')
  writeFileSync(keys, JSON.stringify({ [site.id]: site.secret }))
  const env = {
    NODE_OPTIONS: `--import=${join(import.meta.dirname, 'mortal_city.ts')}`,
    CIVIC_HALL_CITY_PORT: '0',
    CIVIC_HALL_DATA: folder,
    CIVIC_HALL_CITY_KEYS: keys,
    CIVIC_HALL_CITY_SECRET: 'what visitors are known by, here',
    CITY_DIES_AT: death === null ? '' : `${death.commit} ${death.moment}`,
  }
  return start('city/main.ts', [], env, 'ignore')
}
