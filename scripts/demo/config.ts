import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceLines } from '#simulator'
import { type DemoAccess, type DemoDefinition, machineSecret, writePrivate } from './access.ts'
import type { DemoPorts } from './ports.ts'

/** Addresses of everything in the demo. */
export interface DemoAddresses {
  readonly hub: string
  readonly hubSocket: string
  readonly city: string
  readonly dockSocket: string
  readonly dockHttp: string
}

/** The addresses that go with the ports; the demo never listens beyond this machine. */
export const demoAddresses = (ports: DemoPorts): DemoAddresses => ({
  hub: `http://127.0.0.1:${ports.hub}`,
  hubSocket: `ws://127.0.0.1:${ports.hub}/ws`,
  city: `http://127.0.0.1:${ports.city}`,
  dockSocket: `ws://127.0.0.1:${ports.dock}/ws`,
  dockHttp: `http://127.0.0.1:${ports.dock}`,
})

/** Secrets between the demo's own programs; kept beside the access file so that a restart changes nothing. */
export interface DemoSecrets {
  readonly city: string
  /** What the city recognises its visitors by. */
  readonly cityVisitors: string
  /** The bureau's token, to publish at the city. */
  readonly cityBureau: string
  readonly dock: string
  readonly kioskAgent: string
  readonly hallAgent: string
  readonly counterAgent: string
  readonly postgres: string
}

/** Reads the secrets of an earlier start, or makes them. */
export function demoSecrets(folder: string): DemoSecrets {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'secrets.json')
  const secrets: DemoSecrets = {
    city: machineSecret(),
    cityVisitors: machineSecret(),
    cityBureau: machineSecret(),
    dock: machineSecret(),
    kioskAgent: machineSecret(),
    hallAgent: machineSecret(),
    counterAgent: machineSecret(),
    postgres: machineSecret(),
    // Those of an earlier start stay; one that a newer program needs is added.
    ...(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<DemoSecrets>) : {}),
  }
  writePrivate(file, secrets)
  return secrets
}

const tokenOf = (access: DemoAccess, deviceId: string) =>
  access.devices.find(({ id }) => id === deviceId)?.token ?? ''

const agentSocket = (port: number) => `ws://127.0.0.1:${port}/ws`

/** What the hub is told about the demo: the centre with its secrets, and where each page finds its wire. */
export function hubDemoConfig(
  centre: DemoDefinition,
  access: DemoAccess,
  secrets: DemoSecrets,
  ports: DemoPorts,
): unknown {
  const addresses = demoAddresses(ports)
  const kiosk = { url: agentSocket(ports.kioskAgent), token: secrets.kioskAgent }
  const hall = { url: agentSocket(ports.hallAgent), token: secrets.hallAgent }
  const pads = access.devices
    .filter((device) => device.role === 'pad')
    .map(({ counterId, token }) => [`pad:${counterId}`, { url: addresses.hubSocket, token }])
  return {
    centre: {
      ...centre,
      devices: access.devices,
      staff: centre.staff.map((each) => ({
        ...each,
        password: access.staff.find(({ id }) => id === each.id)?.password ?? '',
      })),
    },
    pages: {
      kiosk,
      query: kiosk,
      board: hall,
      signage: hall,
      dock: { url: addresses.dockSocket, token: secrets.dock },
      ...Object.fromEntries(pads),
    },
    cityPage: `${addresses.city}/`,
  }
}

/** The kiosk's machine: reader, ticket printer, code scanner. */
const kioskDevices = (lines: DeviceLines) => ({
  idCard: { path: lines.idCard, baudRate: 115_200 },
  ticketPrinter: { path: lines.printer, widthMm: 80, rollMm: 80_000 },
  codeScanner: { path: lines.codeScanner },
})

/** The hall's: a sign above each counter that has an address, and the voice. */
const hallDevices = (
  lines: DeviceLines,
  counters: readonly DemoCounter[],
  dock: { readonly url: string; readonly token: string },
) => ({
  signLine: {
    path: lines.signs,
    baudRate: 57_600,
    signs: counters.flatMap(({ id, signAddress }) =>
      signAddress === null ? [] : [{ counterId: id, address: signAddress }],
    ),
  },
  announcer: { pack: 'stand-in', sink: 'dock', dockUrl: `${dock.url}/speech`, dockToken: dock.token },
})

/** Counter 1's: its call pad and its evaluator. */
const counterDevices = (lines: DeviceLines, padToken: string) => ({
  callPads: {
    path: lines.callPads,
    template: 'call_pad_example',
    pads: [{ counterId: '1', address: 1 }],
  },
  evaluator: { path: lines.evaluator, template: 'evaluator_example', counterId: '1', padToken },
})

interface DemoCounter {
  readonly id: string
  readonly signAddress: number | null
}

/** The three agents of the demo: the kiosk's, the hall's (signs, voice, board) and counter 1's. */
export function agentConfigs(
  centre: DemoDefinition & { counters?: unknown },
  access: DemoAccess,
  secrets: DemoSecrets,
  ports: DemoPorts,
  lines: DeviceLines,
  dataFolder: string,
): Readonly<Record<'kiosk' | 'display' | 'counter', { config: unknown; token: string }>> {
  const addresses = demoAddresses(ports)
  const counters = centre.counters as readonly DemoCounter[]
  const base = (deviceId: string, port: number) => ({
    hubUrl: addresses.hub,
    deviceId,
    deviceToken: tokenOf(access, deviceId),
    port,
    dataDir: join(dataFolder, 'agents', deviceId),
    ticketUrlBase: addresses.hub,
  })
  const dock = { url: addresses.dockHttp, token: secrets.dock }
  return {
    kiosk: {
      token: secrets.kioskAgent,
      config: { ...base('kiosk-1', ports.kioskAgent), devices: kioskDevices(lines) },
    },
    display: {
      token: secrets.hallAgent,
      config: { ...base('hall-1', ports.hallAgent), devices: hallDevices(lines, counters, dock) },
    },
    counter: {
      token: secrets.counterAgent,
      config: {
        ...base('counter-1', ports.counterAgent),
        counterId: '1',
        devices: counterDevices(lines, tokenOf(access, 'pad-1')),
      },
    },
  }
}
