import { type Clock, ok, type Result } from '#basics'
import { type CentreState, type DeviceRole, type Refusal, refuse } from '#domain'
import type { AccessStore, Device } from './access_store.ts'
import { type Identify, identifier } from './identify.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { freshCode, freshToken, normalCode, tokenHash } from './tokens.ts'

/** Times and counts of the ways in. */
export const accessRules = {
  sessionMs: 12 * 3_600_000,
  pairingMs: 5 * 60_000,
  pairingTries: 5,
  /** Wrong passwords that cost nothing; each further one doubles the wait. */
  freeTries: 4,
  firstWaitMs: 15_000,
  /** Wrong passwords after which only an administrator opens the account again. */
  lockedTries: 15,
} as const

/** A staff session as its owner gets it. */
export interface Session {
  readonly token: string
  readonly staffId: string
  readonly expiresAt: number
}

/** A device that has traded its code for a token. */
export interface Paired {
  readonly deviceId: string
  readonly token: string
  readonly role: DeviceRole
  readonly name: string
  readonly counterId: string | null
}

/** Who may come in, and how they prove it. */
export interface Access {
  readonly identify: Identify
  login(username: string, password: string): Promise<Result<Session, Refusal>>
  logout(token: string): Promise<void>
  setPassword(staffId: string, password: string): Promise<void>
  hasPassword(staffId: string): Promise<boolean>
  enrol(device: Omit<Device, 'id' | 'paired'>): Promise<{ deviceId: string; code: string; expiresAt: number }>
  /** Trades a code for a token; one for a device of none of the `roles` is refused and stays good. */
  pair(code: string, roles?: readonly DeviceRole[]): Promise<Result<Paired, Refusal>>
  /** Enrols a device with a token made elsewhere (demo, tests, first start). */
  admit(
    device: { id: string; role: DeviceRole; name: string; counterId: string | null },
    token: string,
  ): Promise<void>
  devices(): Promise<readonly Device[]>
  revoke(deviceId: string): Promise<boolean>
  /** Forgets what has expired. */
  sweep(): Promise<void>
}

/** How long an account waits after this many wrong passwords, ms. */
export function waitAfter(wrong: number): number {
  const { freeTries, firstWaitMs, lockedTries } = accessRules
  if (wrong <= freeTries) return 0
  return wrong >= lockedTries ? Number.MAX_SAFE_INTEGER : firstWaitMs * 2 ** (wrong - freeTries - 1)
}

function logins(store: AccessStore, state: () => CentreState, clock: Clock): Access['login'] {
  /** Counted before it is checked: a hundred guesses at once must not all be checked as the first. */
  const countTry = (staffId: string, now: number) =>
    store.changeSecret(staffId, (secret) => {
      if (secret.lockedUntil > now) return null
      const wrong = secret.wrong + 1
      return { ...secret, wrong, lockedUntil: Math.min(now + waitAfter(wrong), Number.MAX_SAFE_INTEGER) }
    })
  return async (username, password) => {
    const staff = [...state().staff.values()].find((each) => each.username === username && each.enabled)
    const now = clock.now()
    const secret = staff === undefined ? null : await countTry(staff.id, now)
    if (secret !== null && secret.lockedUntil > now) {
      const isFinal = secret.wrong >= accessRules.lockedTries
      return refuse('login-locked', isFinal ? {} : { seconds: Math.ceil((secret.lockedUntil - now) / 1_000) })
    }
    const matches = await isPassword(secret?.password ?? null, password)
    if (staff === undefined || secret === null || !matches) return refuse('login-failed')
    await store.changeSecret(staff.id, (each) => ({ ...each, wrong: 0, lockedUntil: 0 }))
    const session = { token: freshToken(), staffId: staff.id, expiresAt: clock.now() + accessRules.sessionMs }
    await store.addSession(tokenHash(session.token), staff.id, session.expiresAt)
    return ok(session)
  }
}

function pairings(store: AccessStore, clock: Clock, newId: () => string, forget: () => void) {
  const { pairingMs, pairingTries } = accessRules
  const enrol: Access['enrol'] = async (device) => {
    const now = clock.now()
    const deviceId = `${device.role}-${newId().slice(-8).toLowerCase()}`
    const code = freshCode()
    await store.saveDevice({ id: deviceId, ...device }, null, now)
    await store.addPairing(tokenHash(code), deviceId, now + pairingMs)
    return { deviceId, code, expiresAt: now + pairingMs }
  }
  const pair: Access['pair'] = async (typed, roles) => {
    await store.sweepPairings(clock.now(), pairingTries)
    const codeHash = tokenHash(normalCode(typed))
    const meant = await store.findPairing(codeHash)
    const device = (await store.devices()).find(({ id }) => id === meant)
    if (device === undefined) {
      await store.countMiss()
      return refuse('pairing-failed')
    }
    if (roles !== undefined && !roles.includes(device.role))
      return refuse('pairing-role', { role: device.role })
    // Another hub may have taken it this very moment: only who removes the code is paired.
    if ((await store.takePairing(codeHash)) === null) return refuse('pairing-failed')
    const token = freshToken()
    await store.setDeviceToken(device.id, tokenHash(token))
    forget()
    const { id: deviceId, role, name, counterId } = device
    return ok({ deviceId, token, role, name, counterId })
  }
  return { enrol, pair }
}

/** Opens the ways in over their rows. */
export function openAccess(
  store: AccessStore,
  state: () => CentreState,
  clock: Clock,
  newId: () => string,
): Access {
  const { identify, forget } = identifier(store, state, clock)
  return {
    identify,
    login: logins(store, state, clock),
    ...pairings(store, clock, newId, forget),
    async logout(token) {
      await store.endSession(tokenHash(token))
      forget()
    },
    async setPassword(staffId, password) {
      const secret = { password: await hashPassword(password), wrong: 0, lockedUntil: 0 }
      await store.saveSecret(staffId, secret)
      // Whoever knew the old password is out.
      await store.endSessionsOf(staffId)
      forget()
    },
    hasPassword: async (staffId) => (await store.findSecret(staffId)) !== null,
    async admit(device, token) {
      await store.saveDevice(device, tokenHash(token), clock.now())
      forget()
    },
    devices: store.devices,
    async revoke(deviceId) {
      const removed = await store.removeDevice(deviceId)
      forget()
      return removed
    },
    async sweep() {
      await store.sweepSessions(clock.now())
      await store.sweepPairings(clock.now(), accessRules.pairingTries)
      forget()
    },
  }
}
