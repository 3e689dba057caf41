import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Policy } from '#domain'
import { counterSchema, serviceSchema, staffSchema } from '#protocol'
import { root } from '../programs.ts'

const device = z.object({
  id: z.string(),
  role: z.string(),
  name: z.string(),
  counterId: z.string().nullable(),
})
const demoCentre = z.looseObject({
  site: z.looseObject({ id: z.string() }),
  services: z.array(serviceSchema),
  counters: z.array(counterSchema),
  staff: z.array(staffSchema),
  devices: z.array(device),
  policy: z.looseObject({}),
})

/** A device that may ask a hub, with its token. */
export type Device = z.infer<typeof device> & { readonly token: string }

/** A centre to measure: the demo centre's rules and catalogue, with as many kiosks and counters as wanted. */
export interface BenchCentre {
  /** For `CIVIC_HALL_DEMO`. */
  readonly demo: unknown
  readonly siteId: string
  readonly devices: readonly Device[]
  /** Somebody who may look into the history. */
  readonly manager: { readonly username: string; readonly password: string }
  /** Services without a daily quota, which every counter of the bench serves. */
  readonly serviceIds: readonly string[]
}

const secret = () => randomBytes(24).toString('base64url')
const numbered = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`)

/**
 * Makes a centre with so many kiosks and counters more than the demo's own; every person in it is invented.
 * `policy` replaces rules of the demo.
 */
export function benchCentre({
  kiosks,
  counters,
  policy = {},
}: {
  kiosks: number
  counters: number
  policy?: Partial<Policy>
}): BenchCentre {
  const file = join(root, 'resources', 'demo', 'centre.json')
  const centre = demoCentre.parse(JSON.parse(readFileSync(file, 'utf8')))
  const [model] = centre.counters
  const [person] = centre.staff
  const boss = centre.staff.find(({ roles }) => roles.includes('manager'))
  if (model === undefined || person === undefined || boss === undefined)
    throw new Error(`${file} has no counter, no staff or no manager`)
  const serviceIds = centre.services.filter((each) => each.dailyQuota === null).map(({ id }) => id)
  const ids = numbered(counters, 'b')
  const added: z.infer<typeof device>[] = [
    ...numbered(kiosks, 'bench-kiosk-').map((id) => ({ id, role: 'kiosk', name: id, counterId: null })),
    ...ids.map((id) => ({ id: `bench-counter-${id}`, role: 'counter', name: id, counterId: id })),
    { id: 'bench-board', role: 'display', name: 'bench-board', counterId: null },
  ]
  const devices = [...centre.devices, ...added].map((each) => ({ ...each, token: secret() }))
  const newStaff = ids.map((id) => ({
    ...person,
    id: `bench-staff-${id}`,
    username: `bench.${id}`,
    name: { zh: `演示${id}`, en: `Demo ${id}` },
  }))
  const newCounters = ids.map((id) => ({
    ...model,
    id,
    name: { zh: `${id}号窗口`, en: `Counter ${id}` },
    serviceIds,
    signAddress: null,
    rosteredStaffId: `bench-staff-${id}`,
  }))
  const manager = { username: boss.username, password: secret() }
  const staff = centre.staff.map((each) => (each === boss ? { ...each, password: manager.password } : each))
  return {
    manager,
    siteId: centre.site.id,
    demo: {
      centre: {
        ...centre,
        policy: { ...centre.policy, ...policy },
        counters: [...centre.counters, ...newCounters],
        staff: [...staff, ...newStaff],
        devices,
      },
      pages: {},
      cityPage: null,
    },
    devices,
    serviceIds,
  }
}
