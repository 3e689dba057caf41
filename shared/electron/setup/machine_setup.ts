import { err, ok, type Result } from '#basics'
import type {
  CodeRefusal,
  DevicesRefusal,
  Enrolment,
  HubFound,
  HubRefusal,
  MachineDevices,
  SetupStart,
  ShellRole,
} from '#protocol'
import { type CodeTraded, choicesOf, configuredFor } from './agent_devices.ts'
import { agentFileOf, type MachineIdentity, readAgentFile } from './agent_file.ts'
import { devicesFault } from './devices_fault.ts'
import { type Ask, enrolmentOf, findHub, pairWith } from './hub_calls.ts'
import { addressForOthers } from './lan_address.ts'
import { writePrivateFile } from './private_file.ts'
import { tradeCodes } from './trade_codes.ts'

/** What devices of the console each kind of shell can be: a counter's shell also shows the guide desk and the pad. */
export const devicesOfRole: Readonly<Record<ShellRole, readonly string[]>> = {
  kiosk: ['kiosk'],
  query: ['query'],
  counter: ['counter', 'guide', 'pad'],
  display: ['display'],
}

/** What the set-up of a machine works with. */
export interface MachineSetupWorld {
  readonly role: ShellRole
  /** The agent's configuration. */
  readonly file: string
  /** Folder the agent keeps its own things in. */
  readonly dataDir: string
  readonly ask: Ask
  /** This machine's addresses on the centre's network. */
  lan(): readonly string[]
}

/** The set-up of one machine, step by step. */
export interface MachineSetup {
  start(): Promise<SetupStart>
  findHub(typed: string): Promise<Result<HubFound, HubRefusal>>
  pair(code: string): Promise<Result<Enrolment, CodeRefusal>>
  saveDevices(devices: MachineDevices): Promise<Result<null, DevicesRefusal>>
  /** The devices as an agent's configuration has them, for a test; without the secrets a test has no use for. */
  configured(devices: MachineDevices): Result<object, DevicesRefusal>
  /** The device role the hub gave this machine in this set-up; null when it was not asked. */
  deviceRole(): string | null
}

/** Sets a machine up. The configuration is written as soon as the machine is paired: a code cannot be used twice. */
export function machineSetup(world: MachineSetupWorld): MachineSetup {
  const { role, file, dataDir, ask } = world
  let hub: string | null = null
  let machine: MachineIdentity | null = null
  let deviceRole: string | null = null
  const traded = new Map<string, CodeTraded>()
  const kept = () => choicesOf(readAgentFile(file)?.devices ?? {})

  const write = (now: MachineIdentity, devices: MachineDevices): boolean => {
    const ticketUrlBase = addressForOthers(now.hubUrl, world.lan())
    const config = agentFileOf(readAgentFile(file), now, devices, { dataDir, ticketUrlBase, traded })
    try {
      writePrivateFile(file, `${JSON.stringify(config, null, 2)}\n`)
      return true
    } catch {
      return false
    }
  }

  return {
    async start() {
      const before = readAgentFile(file)
      const devices = kept()
      if (before === null) return { kind: 'machine', role, address: null, enrolment: null, devices }
      const { hubUrl, deviceId, deviceToken, counterId = null } = before
      const known = await enrolmentOf(ask, hubUrl, deviceToken)
      const enrolment = known !== null && devicesOfRole[role].includes(known.role) ? known : null
      if (enrolment !== null) {
        hub = hubUrl
        machine = { hubUrl, deviceId, deviceToken, counterId }
        deviceRole = enrolment.role
      }
      return { kind: 'machine', role, address: hubUrl, enrolment, devices }
    },
    async findHub(typed) {
      const found = await findHub(ask, typed)
      hub = found.ok ? found.value.address : null
      return found
    },
    async pair(code) {
      if (hub === null) return err({ code: 'no-answer' })
      const paired = await pairWith(ask, hub, code, devicesOfRole[role])
      if (!paired.ok) return paired
      const { enrolment, token } = paired.value
      const { deviceId, counterId } = enrolment
      machine = { hubUrl: hub, deviceId, deviceToken: token, counterId }
      deviceRole = enrolment.role
      const isWritten = write(machine, kept())
      return isWritten ? ok(enrolment) : err({ code: 'not-saved' })
    },
    async saveDevices(devices) {
      if (machine === null) return err({ code: 'not-paired', device: null })
      const fault = devicesFault(devices, machine.counterId)
      if (fault !== null) return err(fault)
      const codes = await tradeCodes(ask, machine.hubUrl, devices, traded)
      if (!codes.ok) return codes
      return write(machine, devices) ? ok(null) : err({ code: 'not-saved', device: null })
    },
    configured(devices) {
      const fault = devicesFault(devices, machine?.counterId ?? null)
      // A code that is still to come stands in no one's way to be tested.
      return fault === null || fault.code === 'no-code'
        ? ok(configuredFor({}, devices, new Map()))
        : err(fault)
    },
    deviceRole: () => deviceRole,
  }
}
