import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const root = resolve(import.meta.dirname, '../../..')
const readyLine = z.object({ city: z.literal('ready'), url: z.string() })

/** At which of its commits a city dies; null: at none. */
export type Death = { readonly commit: number; readonly moment: 'before' | 'after' } | null

/** The city's own program in a process of its own. */
export interface CityProgram {
  readonly url: string
  /** Resolves when it is gone. */
  readonly ended: Promise<unknown>
  kill(): Promise<void>
}

/** Starts the city of a folder, on SQLite, with one site. */
export async function startCityProgram(
  folder: string,
  site: { readonly id: string; readonly secret: string },
  death: Death,
): Promise<CityProgram> {
  mkdirSync(folder, { recursive: true })
  const keys = join(folder, 'keys.json')
  writeFileSync(keys, JSON.stringify({ [site.id]: site.secret }))
  const child = spawn(
    process.execPath,
    ['--import', join(import.meta.dirname, 'mortal_city.ts'), join(root, 'city', 'main.ts')],
    {
      env: {
        ...process.env,
        CIVIC_HALL_CITY_PORT: '0',
        CIVIC_HALL_DATA: folder,
        CIVIC_HALL_CITY_KEYS: keys,
        CIVIC_HALL_CITY_SECRET: 'what visitors are known by, here',
        CITY_DIES_AT: death === null ? '' : `${death.commit} ${death.moment}`,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const ended = once(child, 'exit')
  const stop = () => void child.kill('SIGKILL')
  process.once('exit', stop)
  void ended.then(() => process.off('exit', stop))
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return {
    url: readyLine.parse(JSON.parse(String(line))).url,
    ended,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
