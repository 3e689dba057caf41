import type { DeviceName, MachineDevices, ShellRole } from '#protocol'
import type { DeviceDesk } from './device_desk.ts'
import { knownSigns } from './member_rows.tsx'

type Fresh = { readonly [Name in DeviceName]: NonNullable<MachineDevices[Name]> }

const printer = { place: '', baudRate: 115_200, widthMm: 80, rollMm: null } as const

/** Each device as it is first shown: what is usual, and what the hub or the machine knows already. */
export function freshDevice<Name extends DeviceName>(
  name: Name,
  { hardware, counters, ownCounterId }: Pick<DeviceDesk, 'hardware' | 'counters' | 'ownCounterId'>,
): Fresh[Name] {
  const signs = knownSigns(counters)
  const pad = ownCounterId ?? counters[0]?.id
  const fresh: Fresh = {
    idCard: { way: 'line', place: '', baudRate: 115_200 },
    codeScanner: { way: 'line', place: '', baudRate: 9_600 },
    ticketPrinter: printer,
    secondTicketPrinter: printer,
    pagePrinter: { queue: hardware.queues[0] ?? '', by: hardware.spooler === 'cups' ? 'agent' : 'shell' },
    signLine: { place: '', baudRate: 57_600, template: null, signs },
    callPads: {
      ...{ place: '', baudRate: 57_600, template: '' },
      pads: pad === undefined ? [] : [{ counterId: pad, address: 1, code: '', paired: false }],
    },
    evaluator: { place: '', baudRate: 9_600, template: '', address: 1, code: '', paired: false },
    announcer: { sink: 'player', zones: [] },
  }
  return fresh[name]
}

/** The devices a machine usually has; all others are there as well, further down. */
export const usualDevices: Readonly<Record<ShellRole, readonly DeviceName[]>> = {
  kiosk: ['idCard', 'codeScanner', 'ticketPrinter', 'secondTicketPrinter', 'pagePrinter'],
  query: ['pagePrinter'],
  counter: ['callPads', 'evaluator', 'ticketPrinter', 'pagePrinter'],
  display: ['signLine', 'announcer', 'callPads'],
}
