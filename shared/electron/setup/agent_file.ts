import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { MachineDevices } from '#protocol'
import { type CodesTraded, configuredFor } from './agent_devices.ts'

/** The agent's configuration as far as the set-up knows it; what else stands in it is kept as it is. */
const agentFile = z.looseObject({
  hubUrl: z.string().min(1),
  deviceId: z.string().min(1),
  deviceToken: z.string().min(1),
  counterId: z.string().nullable().optional(),
  ticketUrlBase: z.string().optional(),
  devices: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
})
export type AgentFile = z.output<typeof agentFile>

/** Reads a machine's configuration; null when there is none, or it is damaged: the machine is then set up anew. */
export function readAgentFile(file: string): AgentFile | null {
  try {
    return agentFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Who a machine is and where its hub is. */
export interface MachineIdentity {
  readonly hubUrl: string
  readonly deviceId: string
  readonly deviceToken: string
  readonly counterId: string | null
}

/** Where a machine keeps its own things, where phones reach the hub, and what codes were traded for. */
export interface AgentFileParts {
  readonly dataDir: string
  readonly ticketUrlBase: string
  readonly traded: CodesTraded
}

/**
 * The configuration of a machine's agent: its identity, its devices (checked before), where visitors' phones reach
 * the hub. What a person added to an earlier one by hand is kept.
 */
export function agentFileOf(
  before: AgentFile | null,
  machine: MachineIdentity,
  devices: MachineDevices,
  at: AgentFileParts,
): object {
  const isSameHub = before?.hubUrl === machine.hubUrl
  return {
    port: 0,
    dataDir: at.dataDir,
    ...before,
    ...machine,
    ticketUrlBase: (isSameHub ? before.ticketUrlBase : undefined) ?? at.ticketUrlBase,
    devices: configuredFor(before?.devices ?? {}, devices, at.traded),
  }
}
