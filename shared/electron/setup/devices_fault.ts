import type { DeviceName, DevicesRefusal, MachineDevices } from '#protocol'
import { placeOf, placeText } from './device_places.ts'

type Fault = DevicesRefusal | null
const fault = (code: DevicesRefusal['code'], device: DeviceName): DevicesRefusal => ({ code, device })

/** The lines of a machine's devices, in the order they are looked at. */
function linesOf(devices: MachineDevices) {
  const { idCard, codeScanner, ticketPrinter, secondTicketPrinter, signLine, callPads, evaluator } = devices
  const lines = {
    idCard: idCard?.way === 'line' ? idCard : null,
    codeScanner: codeScanner?.way === 'line' ? codeScanner : null,
    ...{ ticketPrinter, secondTicketPrinter, signLine, callPads, evaluator },
  }
  return Object.entries(lines).flatMap(([device, line]) =>
    line === null ? [] : [{ device: device as DeviceName, ...line }],
  )
}

/** Signs and pads may hang on one line, at one rate; all else needs a line of its own. */
function lineFault(devices: MachineDevices): Fault {
  const taken = new Map<string, { readonly device: DeviceName; readonly baudRate: number }>()
  for (const { device, place, baudRate } of linesOf(devices)) {
    const found = placeOf(place)
    if (!found.ok) return fault('bad-place', device)
    const name = placeText(found.value)
    const other = taken.get(name)
    const isShared = device === 'callPads' && other?.device === 'signLine'
    if (other !== undefined && !isShared) return fault('place-twice', device)
    if (isShared && other.baudRate !== baudRate) return fault('rates-differ', device)
    if (other === undefined) taken.set(name, { device, baudRate })
  }
  return null
}

function readerFault({ idCard }: MachineDevices): Fault {
  if (idCard?.way === 'hid' && !/^[0-9a-f]{4}:[0-9a-f]{4}$/i.test(idCard.ids))
    return fault('bad-ids', 'idCard')
  return idCard?.way === 'helper' && idCard.command.trim() === '' ? fault('no-command', 'idCard') : null
}

function membersFault(
  device: 'signLine' | 'callPads',
  members: readonly { readonly counterId: string; readonly address: number }[] | undefined,
): Fault {
  if (members === undefined) return null
  if (members.length === 0) return fault('no-signs', device)
  const addresses = new Set(members.map(({ address }) => address))
  const counters = new Set(members.map(({ counterId }) => counterId))
  const isTwice = addresses.size !== members.length || counters.size !== members.length
  return isTwice ? fault('sign-twice', device) : null
}

/** A device that speaks for a counter or a pad needs its own way into the hub: a pairing code, once. */
function codeFault({ callPads, evaluator }: MachineDevices, ownCounterId: string | null): Fault {
  const lacks = (each: { readonly code: string; readonly paired: boolean }) =>
    !each.paired && each.code.trim() === ''
  if (callPads?.pads.some((pad) => pad.counterId !== ownCounterId && lacks(pad)))
    return fault('no-code', 'callPads')
  return evaluator !== null && lacks(evaluator) ? fault('no-code', 'evaluator') : null
}

const isQueue = (name: string) => /^[^-\p{Cc}\s][^\p{Cc}]{0,126}$/u.test(name)

/** What is wrong with the devices of a machine, or null; `ownCounterId` is the counter the machine stands at. */
export function devicesFault(devices: MachineDevices, ownCounterId: string | null): Fault {
  const { ticketPrinter, secondTicketPrinter, pagePrinter, callPads, evaluator, signLine } = devices
  if (secondTicketPrinter !== null && ticketPrinter === null)
    return fault('second-alone', 'secondTicketPrinter')
  if (callPads?.template === '') return fault('no-template', 'callPads')
  if (evaluator?.template === '') return fault('no-template', 'evaluator')
  if (pagePrinter !== null && !isQueue(pagePrinter.queue)) return fault('no-queue', 'pagePrinter')
  return (
    readerFault(devices) ??
    lineFault(devices) ??
    membersFault('signLine', signLine?.signs) ??
    membersFault('callPads', callPads?.pads) ??
    codeFault(devices, ownCounterId)
  )
}
