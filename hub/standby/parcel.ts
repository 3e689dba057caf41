import { gunzipSync, gzipSync } from 'node:zlib'
import { z } from 'zod'
import { handedEvent } from '#protocol'
import type { CarriedCityTable } from '../store/city_tables.ts'

/** A part of the log as a standby gets it: events with the commands they came from, and what those were answered. */
export const logParcel = z.object({
  site: z.string(),
  events: z.array(handedEvent),
  results: z.array(
    z.object({ id: z.string(), fingerprint: z.string(), outcome: z.string(), at: z.number() }),
  ),
})
export type LogParcel = z.infer<typeof logParcel>

/** A row of the vault; its bytes as base64. It stays sealed with the vault's keys. */
export const vaultRow = z.object({
  ref: z.string(),
  kind: z.enum(['person', 'note', 'comment']),
  field: z.string(),
  algorithm: z.string(),
  keyId: z.string(),
  nonce: z.string(),
  sealed: z.string(),
  lookup: z.string().nullable(),
  at: z.number(),
})
export type VaultRow = z.infer<typeof vaultRow>

/** Rows of one table, by column. */
const plainRows = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))).default([])

export const peopleParcel = z.object({ vault: z.array(vaultRow) })

/** What another hub needs besides the log: ways in, sealed personal data, the keys they are sealed with. */
export const baseParcel = z.object({
  site: z.string(),
  devices: z.array(
    z.object({
      id: z.string(),
      role: z.string(),
      name: z.string(),
      counterId: z.string().nullable(),
      tokenHash: z.string().nullable(),
      enrolledAt: z.number(),
    }),
  ),
  secrets: z.array(z.object({ staffId: z.string(), password: z.string() })),
  cursors: z.array(z.object({ name: z.string(), value: z.number() })),
  /** What the city refused or sent and nobody has dealt with yet; none in what an older hub gave. */
  city: z
    .object({ city_parked: plainRows, city_inbox: plainRows, city_notes: plainRows })
    .prefault({}) satisfies z.ZodType<Readonly<Record<CarriedCityTable, unknown>>>,
  vault: z.array(vaultRow),
  /** The vault's key file, base64. */
  keys: z.string(),
})
export type BaseParcel = z.infer<typeof baseParcel>

/** Packs what is then sealed. */
export const pack = (content: unknown): Buffer => gzipSync(JSON.stringify(content), { level: 1 })

/** Unpacks what was opened. */
export const unpack = (bytes: Uint8Array): unknown => JSON.parse(gunzipSync(bytes).toString('utf8'))

/** What each box is bound to. */
export const boxNames = {
  log: (site: string, after: number, to: number) => `log|${site}|${after}|${to}`,
  base: (site: string) => `base|${site}`,
  people: (site: string) => `people|${site}`,
} as const
