import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const device = z.object({
  id: z.string(),
  role: z.string(),
  name: z.string(),
  counterId: z.string().nullable(),
  token: z.string(),
})
const staff = z.object({
  id: z.string(),
  username: z.string(),
  password: z.string(),
  role: z.string(),
  name: z.string(),
})

const demoAccess = z.object({
  hub: z.string(),
  city: z.string(),
  dock: z.string(),
  /** The bureau's token at the city; an earlier start knew none. */
  cityToken: z.string().default(''),
  devices: z.array(device),
  staff: z.array(staff),
})

/** Everything a person or a test needs to get into the demo; made at its first start, never in the repository. */
export type DemoAccess = z.infer<typeof demoAccess>

const definition = z.looseObject({
  site: z.looseObject({ id: z.string() }),
  devices: z.array(device.omit({ token: true })),
  staff: z.array(
    z.looseObject({
      id: z.string(),
      username: z.string(),
      roles: z.array(z.string()),
      name: z.object({ zh: z.string(), en: z.string() }),
    }),
  ),
})
/** The demonstration centre as the start needs it. */
export type DemoDefinition = z.infer<typeof definition>

/** A secret for machines: 32 random bytes. */
export const machineSecret = (): string => randomBytes(32).toString('base64url')

const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password that people can type: twelve letters and figures without look-alikes. */
const personPassword = (): string =>
  Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('')

const topRole = (roles: readonly string[]) =>
  ['admin', 'manager', 'guide', 'counter'].find((role) => roles.includes(role)) ?? 'counter'

/** Reads the demo centre that ships with the product. */
export function readDefinition(file: string): DemoDefinition {
  return definition.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Writes a file only this user can read. */
export function writePrivate(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
}

/** The demo's access file: read again if it fits the definition, else made with fresh secrets. */
export function demoAccessOf(
  dataFolder: string,
  centre: DemoDefinition,
  addresses: Pick<DemoAccess, 'hub' | 'city' | 'dock' | 'cityToken'>,
): DemoAccess {
  mkdirSync(dataFolder, { recursive: true })
  const file = join(dataFolder, 'demo-access.json')
  const known = existsSync(file) ? demoAccess.safeParse(JSON.parse(readFileSync(file, 'utf8'))) : null
  const before = known?.success ? known.data : null
  const access: DemoAccess = {
    ...addresses,
    devices: centre.devices.map((each) => ({
      ...each,
      token: before?.devices.find(({ id }) => id === each.id)?.token ?? machineSecret(),
    })),
    staff: centre.staff.map(({ id, username, roles, name }) => ({
      id,
      username,
      password: before?.staff.find((each) => each.id === id)?.password ?? personPassword(),
      role: topRole(roles),
      name: name.zh,
    })),
  }
  writePrivate(file, access)
  return access
}
