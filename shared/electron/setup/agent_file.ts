import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { assert } from '#basics'
import { type MachineDevices, machineDevices } from '#protocol'
import { placeOf, placeText } from './device_places.ts'

const device = z.record(z.string(), z.unknown())

/** The agent's configuration as far as the set-up knows it; what else stands in it is kept as it is. */
const agentFile = z.looseObject({
  hubUrl: z.string().min(1),
  deviceId: z.string().min(1),
  deviceToken: z.string().min(1),
  counterId: z.string().nullable().optional(),
  ticketUrlBase: z.string().optional(),
  devices: z
    .looseObject({
      idCard: device.optional(),
      ticketPrinter: device.optional(),
      signLine: device.optional(),
      announcer: device.optional(),
    })
    .default({}),
})
/** The file an agent is started with. */
export type AgentFile = z.output<typeof agentFile>

/** Reads a machine's configuration; null when there is none, or it is damaged: the machine is then set up anew. */
export function readAgentFile(file: string): AgentFile | null {
  try {
    return agentFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** No device at all. */
export const noDevices: MachineDevices = {
  idCard: null,
  ticketPrinter: null,
  signLine: null,
  announcer: null,
}

const baudOf = (value: unknown, usual: number) => (typeof value === 'number' ? value : usual)

/** The devices of a configuration as the page shows them; what it cannot show is left out. */
export function devicesOf(file: AgentFile | null): MachineDevices {
  const { idCard, ticketPrinter, signLine, announcer } = file?.devices ?? {}
  const line = (from: Record<string, unknown> | undefined, usual: number, rest: object = {}) =>
    from === undefined ? null : { place: placeText(from), baudRate: baudOf(from.baudRate, usual), ...rest }
  const { shape } = machineDevices
  const printer = line(ticketPrinter, 115_200, { widthMm: ticketPrinter?.widthMm ?? 80 })
  return {
    idCard: shape.idCard.safeParse(line(idCard, 115_200)).data ?? null,
    ticketPrinter: shape.ticketPrinter.safeParse(printer).data ?? null,
    signLine: shape.signLine.safeParse(line(signLine, 57_600, { signs: signLine?.signs })).data ?? null,
    announcer: shape.announcer.safeParse(announcer?.sink).data ?? null,
  }
}

/** Who a machine is and where its hub is. */
export interface MachineIdentity {
  readonly hubUrl: string
  readonly deviceId: string
  readonly deviceToken: string
  readonly counterId: string | null
}

function onPlace(before: Record<string, unknown> | undefined, typed: string, rest: object): object {
  const place = placeOf(typed)
  assert(place.ok, 'the places were checked before')
  const { path: _path, tcp: _tcp, ...kept } = before ?? {}
  return { ...kept, ...place.value, ...rest }
}

function devicesFor(before: AgentFile | null, chosen: MachineDevices): object {
  const { idCard, ticketPrinter, signLine, announcer } = before?.devices ?? {}
  const line = (from: Record<string, unknown> | undefined, choice: { place: string } | null) => {
    if (choice === null) return undefined
    const { place, ...rest } = choice
    return onPlace(from, place, rest)
  }
  return {
    // A second printer and whatever else the set-up page does not show.
    ...before?.devices,
    idCard: line(idCard, chosen.idCard),
    ticketPrinter: line(ticketPrinter, chosen.ticketPrinter),
    signLine: line(signLine, chosen.signLine),
    announcer: chosen.announcer === null ? undefined : { ...announcer, sink: chosen.announcer },
  }
}

/**
 * The configuration of a machine's agent: its identity, its devices (checked before), where visitors' phones reach
 * the hub. What a person added to an earlier one by hand is kept.
 */
export function agentFileOf(
  before: AgentFile | null,
  machine: MachineIdentity,
  devices: MachineDevices,
  at: { readonly dataDir: string; readonly ticketUrlBase: string },
): object {
  const isSameHub = before?.hubUrl === machine.hubUrl
  return {
    port: 0,
    dataDir: at.dataDir,
    ...before,
    ...machine,
    ticketUrlBase: (isSameHub ? before.ticketUrlBase : undefined) ?? at.ticketUrlBase,
    devices: devicesFor(before, devices),
  }
}
