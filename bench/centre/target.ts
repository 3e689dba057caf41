import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { BenchOptions } from '../options.ts'
import { benchCentre } from './definition.ts'
import { hubPlace, startHub } from './hub_process.ts'

/** A hub to ask, with what is needed to ask it. */
export interface Target {
  readonly hub: string
  /** Tokens of devices that issue. */
  readonly kiosks: readonly string[]
  readonly counters: readonly { readonly id: string; readonly token: string }[]
  /** Services without a quota that at least two of the counters serve (one, where there is only one counter). */
  readonly serviceIds: readonly string[]
  /** The hub is ours alone: whatever is in its log, we did. */
  readonly isOwn: boolean
  stop(): Promise<void>
}

const access = z.object({
  devices: z.array(
    z.object({ id: z.string(), role: z.string(), counterId: z.string().nullable(), token: z.string() }),
  ),
})
const servicesReply = z.object({
  services: z.array(z.object({ id: z.string(), dailyQuota: z.number().nullable(), enabled: z.boolean() })),
})
const countersReply = z.object({
  counters: z.array(z.object({ id: z.string(), serviceIds: z.array(z.string()) })),
})

async function get(hub: string, token: string, path: string): Promise<unknown> {
  const response = await fetch(`${hub}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })
  if (!response.ok) throw new Error(`${hub}${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

/** A hub that runs elsewhere, by the access file its demo start wrote. */
async function foreignTarget(hub: string, file: string): Promise<Target> {
  const { devices } = access.parse(JSON.parse(readFileSync(file, 'utf8')))
  const kiosks = devices.filter(({ role }) => role === 'kiosk' || role === 'guide').map(({ token }) => token)
  const [token] = kiosks
  if (token === undefined) throw new Error(`${file} has no kiosk and no guide desk`)
  const { services } = servicesReply.parse(await get(hub, token, '/services'))
  const { counters } = countersReply.parse(await get(hub, token, '/counters'))
  const profiles = new Map(counters.map(({ id, serviceIds }) => [id, serviceIds]))
  const serviceIds = services
    .filter(({ id, dailyQuota, enabled }) => {
      const serving = [...profiles.values()].filter((served) => served.includes(id)).length
      return enabled && dailyQuota === null && serving >= 2
    })
    .map(({ id }) => id)
  const useful = devices.flatMap(({ role, counterId, token: own }) => {
    const served = profiles.get(counterId ?? '') ?? []
    const serves = serviceIds.some((id) => served.includes(id))
    return role === 'counter' && counterId !== null && serves ? [{ id: counterId, token: own }] : []
  })
  return { hub, kiosks, counters: useful, serviceIds, isOwn: false, stop: async () => undefined }
}

/** The hub the bench is to ask: the one it was pointed at, or a fresh one with so many kiosks and counters. */
export async function openTarget(
  options: BenchOptions,
  size: { readonly kiosks: number; readonly counters: number },
): Promise<Target> {
  if (options.target !== null) return foreignTarget(options.target.hub, options.target.access)
  const centre = benchCentre(size)
  const hub = await startHub(await hubPlace(centre))
  const own = centre.devices.filter(({ id }) => id.startsWith('bench-'))
  return {
    hub: hub.url,
    kiosks: own.filter(({ role }) => role === 'kiosk').map(({ token }) => token),
    counters: own.flatMap(({ counterId, token }) => (counterId === null ? [] : [{ id: counterId, token }])),
    serviceIds: centre.serviceIds,
    isOwn: true,
    stop: () => hub.stop(),
  }
}
