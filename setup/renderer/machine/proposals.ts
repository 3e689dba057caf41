import type { DeviceName, MachineDevices, PlaceProbed, SetupCounter } from '#protocol'

type Answered = PlaceProbed['devices'][number]

/** What was found on one line, as it would be chosen. */
export interface Proposal {
  readonly name: DeviceName
  readonly place: string
  readonly baudRate: number
  readonly addresses: readonly number[]
  readonly template: string | null
}

const nameOf: Readonly<Record<Answered['family'], DeviceName>> = {
  'id-card': 'idCard',
  'ticket-printer': 'ticketPrinter',
  'counter-sign': 'signLine',
  'call-pad': 'callPads',
  evaluator: 'evaluator',
}

/** What the probe found, one proposal for each line and family; a second printer stands in for the first. */
export function proposalsOf(probed: readonly PlaceProbed[]): readonly Proposal[] {
  const found = probed.flatMap(({ place, devices }) => {
    const families = [...new Set(devices.map(({ family }) => family))]
    return families.map((family): Proposal => {
      const members = devices.filter((device) => device.family === family)
      return {
        name: nameOf[family],
        place,
        baudRate: members[0]?.baudRate ?? 9_600,
        addresses: members.flatMap(({ address }) => (address === null ? [] : [address])),
        template: members[0]?.template ?? null,
      }
    })
  })
  const taken = new Set<DeviceName>()
  return found.flatMap((each) => {
    const name = each.name === 'ticketPrinter' && taken.has(each.name) ? 'secondTicketPrinter' : each.name
    if (taken.has(name)) return []
    taken.add(name)
    return [{ ...each, name }]
  })
}

/** Each address with its counter: the one whose sign the hub knows there, else the next that has none. */
function placed(addresses: readonly number[], counters: readonly SetupCounter[]) {
  const known = counters.filter(({ signAddress }) => signAddress !== null && addresses.includes(signAddress))
  const rest = counters.filter((counter) => !known.includes(counter))
  return addresses.flatMap((address) => {
    const counter = known.find(({ signAddress }) => signAddress === address) ?? rest.shift()
    return counter === undefined ? [] : [{ counterId: counter.id, address }]
  })
}

const freshPrinter = { widthMm: 80, rollMm: null } as const

/** One proposal as a choice, with what was chosen before where the probe does not know better. */
function choiceOf(
  { name, place, baudRate, addresses, template }: Proposal,
  before: MachineDevices,
  counters: readonly SetupCounter[],
): Partial<MachineDevices> {
  const line = { place, baudRate }
  switch (name) {
    case 'idCard':
      return { idCard: { way: 'line', ...line } }
    case 'ticketPrinter':
    case 'secondTicketPrinter':
      return { [name]: { ...(before[name] ?? freshPrinter), ...line } }
    case 'signLine':
      return { signLine: { ...line, template, signs: placed(addresses, counters) } }
    case 'callPads': {
      const pads = placed(addresses, counters).map((pad) => {
        const same = before.callPads?.pads.find(({ counterId }) => counterId === pad.counterId)
        return { code: '', paired: false, ...same, ...pad }
      })
      return { callPads: { ...line, template: template ?? '', pads } }
    }
    case 'evaluator': {
      const { code = '', paired = false } = before.evaluator ?? {}
      return { evaluator: { ...line, template: template ?? '', address: addresses[0] ?? 1, code, paired } }
    }
    default:
      return {}
  }
}

/** Takes proposals over; a device the probe did not find stays as it was chosen. */
export const accept = (
  devices: MachineDevices,
  proposals: readonly Proposal[],
  counters: readonly SetupCounter[],
): MachineDevices => ({
  ...devices,
  ...Object.fromEntries(proposals.flatMap((each) => Object.entries(choiceOf(each, devices, counters)))),
})
