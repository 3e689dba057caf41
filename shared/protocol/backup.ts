import { z } from 'zod'
import { doneReply } from './replies.ts'

/** What lies beside a backup's database: which log it holds up to where, and what its files are. */
export const backupManifest = z.object({
  format: z.literal(1),
  site: z.string(),
  /** The last event it holds. */
  head: z.int().min(0),
  headHash: z.string(),
  schema: z.int().min(0),
  /** Version of the program that took it. */
  program: z.string(),
  takenAt: z.iso.datetime(),
  reason: z.enum(['schedule', 'day-close', 'by-hand']),
  source: z.enum(['sqlite', 'postgres']),
  files: z.array(z.object({ name: z.string(), bytes: z.int().min(0), sha256: z.string() })),
})

/** Outcome of the last restore drill, kept beside the backups. */
export const drillReport = z.object({
  at: z.iso.datetime(),
  backup: z.string(),
  passed: z.boolean(),
  head: z.int().min(0),
  /** One line a step, for a technician. */
  steps: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
})
/** How a trial restoration went. */
export type DrillReport = z.infer<typeof drillReport>

/** Why the last backup did not come about. */
export const backupProblems = ['disk-full', 'not-writable', 'not-verified', 'failed'] as const

/** How the backups of a hub stand. */
export const backupStatusReply = z.object({
  folder: z.string(),
  /** The backups lie on the disk of the hub's data and would be lost with it. */
  isSameDisk: z.boolean(),
  isRunning: z.boolean(),
  last: z
    .object({ name: z.string(), head: z.int(), takenAt: z.string(), bytes: z.int(), hasKeys: z.boolean() })
    .nullable(),
  kept: z.int(),
  nextAt: z.string().nullable(),
  problem: z.object({ code: z.enum(backupProblems), at: z.string(), detail: z.string() }).nullable(),
  drill: drillReport.nullable(),
  /** 'none': keys of personal data are nowhere but on this machine; 'unconfirmed': made, not yet typed back. */
  recoveryKey: z.enum(['none', 'unconfirmed', 'confirmed']),
  standbys: z.array(
    z.object({
      deviceId: z.string(),
      /** Last revision it has on its disk; null until it has asked since this hub's start. */
      held: z.int().nullable(),
      seenAt: z.string().nullable(),
    }),
  ),
  epoch: z.int(),
  hubId: z.string(),
  /** Set when another hub of this centre has a later epoch: this one takes no commands. */
  fencedBy: z.int().nullable(),
})
/** How the centre's backups stand. */
export type BackupStatus = z.infer<typeof backupStatusReply>

const confirmBody = z.strictObject({ key: z.string().min(8).max(64) })
const standbyBody = z.strictObject({ standby: z.boolean() })

/** What a standby asks: what comes after what it holds. */
export const standbyQuery = z.object({
  after: z.coerce.number().int().min(0),
  /** Hash of the event it ends with; '' when it holds none. */
  hash: z.string().max(64).default(''),
  /** Mark of the foundation it holds; '' when it holds none. */
  base: z.string().max(64).default(''),
})

/**
 * What a standby is given, sealed for the centre's recovery key (base64): it can keep and order it, not read it.
 * `log`: events `after + 1` … `to` and the answers of their commands · `base`: ways in, sealed personal data and the
 * keys, which replace what it held of these · `people`: personal data of these events, added to the base.
 */
export const standbyReply = z.object({
  site: z.string(),
  epoch: z.int(),
  /** False when the hub's log does not hold what the standby ends with: it begins anew from 0. */
  follows: z.boolean(),
  head: z.int(),
  to: z.int(),
  toHash: z.string(),
  log: z.string().nullable(),
  base: z.object({ mark: z.string(), sealed: z.string() }).nullable(),
  people: z.string().nullable(),
})
/** How the machines stand that could take the hub's place. */
export type StandbyReply = z.infer<typeof standbyReply>

/** Doors of backups, the recovery key and standbys. */
export const backupRoutes = {
  backupStatus: {
    method: 'GET',
    path: '/backups',
    access: 'admin',
    summary: 'Last backup, last drill, recovery key, standbys, and what is wrong with them',
    reply: backupStatusReply,
    status: 200,
  },
  backUpNow: {
    method: 'POST',
    path: '/backups',
    access: 'admin',
    summary: 'Takes a backup now; answers when it is verified or has failed',
    reply: backupStatusReply,
    status: 201,
  },
  makeRecoveryKey: {
    method: 'POST',
    path: '/recovery-key',
    access: 'admin',
    summary: 'Makes a recovery key and shows it this once; in use when it has been typed back',
    reply: z.object({ key: z.string() }),
    status: 201,
  },
  confirmRecoveryKey: {
    method: 'POST',
    path: '/recovery-key/confirm',
    access: 'admin',
    summary: 'The recovery key typed back from its paper',
    body: confirmBody,
    reply: doneReply,
    status: 200,
  },
  nameStandby: {
    method: 'PUT',
    path: '/devices/:id/standby',
    access: 'admin',
    summary: 'Makes a device keep what another hub would need, or ends that',
    body: standbyBody,
    reply: doneReply,
    status: 200,
  },
  followAsStandby: {
    method: 'GET',
    path: '/standby',
    access: 'any',
    summary: 'For a standby: the log after what it holds, sealed for the recovery key',
    query: standbyQuery,
    reply: standbyReply,
    status: 200,
  },
} as const
