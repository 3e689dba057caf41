import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { err, ok, systemClock } from '#basics'
import type { ShellRole } from '#protocol'
import type { Places } from '../places.ts'
import { noDevices } from './agent_devices.ts'
import { readAgentFile } from './agent_file.ts'
import { placeOf, placeText } from './device_places.ts'
import { openHardware } from './hardware.ts'
import { createCentre, openFolder, readHubFolder, servicesIn, usualHubFolder } from './hub_folder.ts'
import { lanAddresses } from './lan_address.ts'
import { machineSetup } from './machine_setup.ts'
import { runSetup, type SetupEnd } from './setup_window.ts'

/** Where the set-up of a machine keeps what it finds out. */
export interface SetupPlaces {
  readonly places: Places
  /** The program's own data folder, the same for every role. */
  readonly userData: string
}

/** The places among those typed that can be asked: a queue answers nothing. */
const askable = (typed: readonly string[]): readonly string[] =>
  typed.flatMap((each) => {
    const place = placeOf(each)
    return place.ok && !each.trim().startsWith('spool:') ? [placeText(place.value)] : []
  })

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
  const hardware = openHardware(places, systemClock())
  const end = await runSetup(places, {
    start: setup.start,
    findHub: setup.findHub,
    pair: setup.pair,
    hardware: () => hardware.list(),
    probe: (typed) => hardware.probe(askable(typed)),
    async testDevice({ device, devices }) {
      // Only this one, as if it were the first: what is wrong with another does not keep it from being tested.
      const tested = device === 'secondTicketPrinter' ? 'ticketPrinter' : device
      const configured = setup.configured({ ...noDevices, [tested]: devices[device] })
      if (configured.ok) return ok(await hardware.test(tested, configured.value))
      return err({ ...configured.error, device })
    },
    saveDevices: setup.saveDevices,
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
    hardware: notThisRole,
    probe: notThisRole,
    testDevice: notThisRole,
    saveDevices: notThisRole,
  })
}
