import type { Clock } from '#basics'
import type { Identity } from '../access/identify.ts'

type Machine = Extract<Identity, { kind: 'device' }>

/** How a machine's link to this hub is; known since the hub was started, in memory alone. */
export interface MachineLink {
  readonly isConnected: boolean
  /** Since when, ms since the epoch. */
  readonly since: number
  /** `other-version`: its program speaks another version of the protocol; `twice`: two machines have its enrolment. */
  readonly trouble: 'other-version' | 'twice' | null
}

/** Which machines are there: one that is cut off cannot say so itself. */
export interface Presence {
  /** A machine was welcomed at a socket; the answer is called when that is closed. `address`: where it is. */
  came(machine: Machine, address: string): () => void
  /** A machine was turned away for the version of its protocol. */
  otherVersion(machine: Machine): void
  /** Null for one that has not been seen. */
  of(deviceId: string): MachineLink | null
}

interface Seen {
  /** Addresses of its open sockets. */
  readonly sockets: string[]
  since: number
  isOtherVersion: boolean
  isTwice: boolean
}

/** Machines of which there is one: their pages are at their agent, which alone comes to the hub. */
const single: ReadonlySet<Machine['role']> = new Set(['kiosk', 'counter'])

/** Opens an empty board. */
export function presence(clock: Clock): Presence {
  const seen = new Map<string, Seen>()
  const entry = (deviceId: string): Seen => {
    const known = seen.get(deviceId)
    if (known !== undefined) return known
    const made = { sockets: [], since: clock.now(), isOtherVersion: false, isTwice: false }
    seen.set(deviceId, made)
    return made
  }
  return {
    came({ deviceId, role }, address) {
      const machine = entry(deviceId)
      if (machine.sockets.length === 0) machine.since = clock.now()
      machine.isOtherVersion = false
      machine.isTwice = single.has(role) && machine.sockets.some((each) => each !== address)
      machine.sockets.push(address)
      return () => {
        machine.sockets.splice(machine.sockets.indexOf(address), 1)
        machine.isTwice &&= new Set(machine.sockets).size > 1
        if (machine.sockets.length === 0) machine.since = clock.now()
      }
    },
    otherVersion({ deviceId }) {
      const machine = entry(deviceId)
      if (!machine.isOtherVersion) machine.since = clock.now()
      machine.isOtherVersion = true
    },
    of(deviceId) {
      const machine = seen.get(deviceId)
      if (machine === undefined) return null
      const { sockets, since, isOtherVersion, isTwice } = machine
      const trouble = isOtherVersion ? 'other-version' : isTwice ? 'twice' : null
      return { isConnected: sockets.length > 0, since, trouble }
    },
  }
}
