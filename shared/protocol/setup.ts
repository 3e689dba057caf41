import { z } from 'zod'
import type { Result } from '#basics'
import type { SiteLevel } from '#domain'
import type { ShellRole } from './bridge.ts'
import type {
  DevicesRefusal,
  MachineDevices,
  MachineHardware,
  PlaceProbed,
  TestOrder,
  TestStepSeen,
} from './setup_devices.ts'
import { siteLevelSchema, usernameSchema } from './values.ts'

/**
 * What a new centre is set up from; its official name is made from `level` and `place` (S3). `mobile`: this laptop is
 * the home's mobile service point of that number (S43), and `level`, `place` and `areaCode` are the home's.
 */
export const newCentre = z.strictObject({
  folder: z.string().max(500),
  level: siteLevelSchema,
  place: z.strictObject({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(80) }),
  areaCode: z.string().regex(/^\d{6,12}$/),
  mobile: z.int().min(1).max(99).nullable(),
  adminName: z.string().trim().min(1).max(60),
  username: usernameSchema,
  password: z.string().min(8).max(128),
})
export type NewCentre = z.infer<typeof newCentre>

/** Shortest password the hub takes. */
export const shortestPassword = 8

/** Why an address is not taken for the hub's. */
export type HubRefusal = 'bad-address' | 'no-answer' | 'not-a-hub'
/** Why a pairing code is not taken; `other-role` names the device the code was made for. */
export type CodeRefusal =
  | { readonly code: 'bad-code' | 'too-often' | 'no-answer' | 'not-saved' }
  | { readonly code: 'other-role'; readonly role: string }
/** Why a hub's data folder is not taken. */
export type FolderRefusal = 'not-absolute' | 'has-centre' | 'no-centre' | 'not-writable'

/** A hub that answered. */
export interface HubFound {
  /** `http://host:port`, as it is kept. */
  readonly address: string
}

/** Who the hub says this machine is; never its token. */
export interface Enrolment {
  readonly deviceId: string
  readonly name: string
  readonly role: string
  readonly counterId: string | null
  /** Official name of the centre. */
  readonly centre: { readonly zh: string; readonly en: string } | null
  readonly counters: readonly SetupCounter[]
}

/** A counter of the centre. */
export interface SetupCounter {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly signAddress: number | null
  /** Its part of the hall, for announcements. */
  readonly zone: string
}

/** What the set-up page starts from. */
export type SetupStart =
  | {
      readonly kind: 'machine'
      readonly role: ShellRole
      readonly address: string | null
      /** Set when the machine is paired already and the hub still knows it. */
      readonly enrolment: Enrolment | null
      readonly devices: MachineDevices
    }
  | { readonly kind: 'hub'; readonly folder: string; readonly services: number }

/** All the set-up page may ask of its shell, as `globalThis.civicHallSetup`; on no other page. */
export interface SetupBridge {
  start(): Promise<SetupStart>
  findHub(address: string): Promise<Result<HubFound, HubRefusal>>
  /** Trades the code at the hub last found. */
  pair(code: string): Promise<Result<Enrolment, CodeRefusal>>
  hardware(): Promise<MachineHardware>
  /** Asks every port of this machine, and the places given, who is there; nothing is printed, shown or set. ≤ 40 s. */
  probe(places: readonly string[]): Promise<readonly PlaceProbed[]>
  /** Tests one device as it stands on the page; a ticket printer prints a sample. Up to a minute. */
  testDevice(order: TestOrder): Promise<Result<readonly TestStepSeen[], DevicesRefusal>>
  /** Keeps the devices; the machine then goes to work and this page ends. */
  saveDevices(devices: MachineDevices): Promise<Result<null, DevicesRefusal>>
  createCentre(centre: NewCentre): Promise<Result<null, FolderRefusal>>
  openFolder(folder: string): Promise<Result<null, FolderRefusal>>
  /** Lets the person choose a folder in the system's own dialog; null when they think better of it. */
  chooseFolder(): Promise<string | null>
  /** This machine is for something else: asks for its role again. */
  otherRole(): Promise<null>
}

/** The levels a centre can have, in the order they are offered. */
export const siteLevels = siteLevelSchema.options satisfies readonly SiteLevel[]

declare global {
  var civicHallSetup: SetupBridge | undefined
}
