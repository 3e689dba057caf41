import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '#basics'
import type { ShellRole } from '#protocol'
import type { Places } from '../places.ts'
import { readAgentFile } from './agent_file.ts'
import { createCentre, openFolder, readHubFolder, servicesIn, usualHubFolder } from './hub_folder.ts'
import { lanAddresses } from './lan_address.ts'
import { machineSetup } from './machine_setup.ts'
import { listPorts } from './port_list.ts'
import { runSetup, type SetupEnd } from './setup_window.ts'

/** Where the set-up of a machine keeps what it finds out. */
export interface SetupPlaces {
  readonly places: Places
  /** The program's own data folder, the same for every role. */
  readonly userData: string
}

const notThisRole = () => Promise.reject(new Error('refused'))

/** Whether a machine's agent has a configuration to start with. */
export const machineIsSetUp = (config: string): boolean => readAgentFile(config) !== null

/** Sets a kiosk, query machine, counter or display up; tells how it ended and what the hub says the device is. */
export async function setUpMachine(
  { places, userData }: SetupPlaces,
  role: ShellRole,
  config: string,
): Promise<{ readonly end: SetupEnd; readonly deviceRole: string | null }> {
  const setup = machineSetup({
    role,
    file: config,
    dataDir: join(userData, `agent-${role}`),
    ask: fetch,
    lan: () => lanAddresses(networkInterfaces()),
  })
  const end = await runSetup(places, {
    start: setup.start,
    findHub: setup.findHub,
    pair: setup.pair,
    ports: () => listPorts(places, systemClock()),
    saveDevices: async (devices) => setup.saveDevices(devices),
    createCentre: notThisRole,
    openFolder: notThisRole,
  })
  return { end, deviceRole: setup.deviceRole() }
}

/** Sets the hub of a centre up: a new centre, or a folder that holds one. */
export function setUpHub({ places, userData }: SetupPlaces): Promise<SetupEnd> {
  const catalogue = join(places.programs, 'resources', 'demo', 'centre.json')
  return runSetup(places, {
    start: async () => ({
      kind: 'hub',
      folder: readHubFolder(userData) ?? usualHubFolder(userData),
      services: servicesIn(catalogue),
    }),
    createCentre: async (answers) => createCentre(userData, catalogue, answers),
    openFolder: async (folder) => openFolder(userData, folder.trim()),
    findHub: notThisRole,
    pair: notThisRole,
    ports: notThisRole,
    saveDevices: notThisRole,
  })
}
