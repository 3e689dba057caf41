import { assert } from '#basics'
import { type MachineDevices, machineDevices } from '#protocol'
import { placeOf, placeText } from './device_places.ts'

/** A device of a configuration: what the set-up does not know of it is kept as it is. */
export type Configured = Readonly<Record<string, unknown>>
/** The devices of a configuration. */
export type ConfiguredDevices = Readonly<Record<string, Configured | undefined>>

/** No device at all. */
export const noDevices: MachineDevices = {
  ...{ idCard: null, codeScanner: null, ticketPrinter: null, secondTicketPrinter: null },
  ...{ pagePrinter: null, signLine: null, callPads: null, evaluator: null, announcer: null },
}

const lineOf = (device: Configured, usualRate: number) => ({
  place: placeText(device),
  baudRate: typeof device.baudRate === 'number' ? device.baudRate : usualRate,
})

const listOf = (value: unknown): readonly Configured[] => (Array.isArray(value) ? value : [])

function readerOf(device: Configured): unknown {
  const { hid, hidReports, helper } = device
  if (hid !== undefined) return { way: 'hid', ids: hid, reports: hidReports ?? 'plain' }
  if (typeof helper === 'object' && helper !== null) return { way: 'helper', args: [], ...helper }
  return { way: 'line', ...lineOf(device, 115_200) }
}

const printerOf = (device: Configured) => ({
  ...lineOf(device, 115_200),
  widthMm: device.widthMm ?? 80,
  rollMm: device.rollMm ?? null,
})

/** Rates that the page shows for lines whose configuration leaves it to a template. */
const shownRates = { signLine: 57_600, callPads: 57_600, evaluator: 9_600 } as const

/** How the page shows each family. */
const shownAs: Readonly<Record<keyof MachineDevices, (device: Configured) => unknown>> = {
  idCard: readerOf,
  codeScanner: (device) =>
    device.keyboard === true ? { way: 'keyboard' } : { way: 'line', ...lineOf(device, 9_600) },
  ticketPrinter: printerOf,
  secondTicketPrinter: printerOf,
  pagePrinter: ({ queue, by }) => ({ queue, by: by ?? 'agent' }),
  signLine: (device) => ({
    ...lineOf(device, shownRates.signLine),
    template: device.template ?? null,
    signs: device.signs,
  }),
  callPads: (device) => ({
    ...lineOf(device, shownRates.callPads),
    template: device.template,
    pads: listOf(device.pads).map(({ counterId, address, deviceToken }) => ({
      ...{ counterId, address, code: '', paired: deviceToken !== undefined },
    })),
  }),
  evaluator: (device) => ({
    ...lineOf(device, shownRates.evaluator),
    ...{ template: device.template, address: device.address ?? 1, code: '', paired: true },
  }),
  announcer: ({ sink, zones }) => ({ sink, zones: zones ?? [] }),
}

/** The devices of a configuration as the page shows them; what it cannot show is left out. Tokens stay here. */
export function choicesOf(configured: ConfiguredDevices): MachineDevices {
  const shown = Object.entries(shownAs).map(([name, show]) => {
    const device = configured[name]
    const schema = machineDevices.shape[name as keyof MachineDevices]
    return [name, device === undefined ? null : (schema.safeParse(show(device)).data ?? null)]
  })
  return machineDevices.parse(Object.fromEntries(shown))
}

/** What a pairing code was traded for. */
export interface CodeTraded {
  readonly token: string
  readonly counterId: string | null
}
/** The codes traded so far, by the code as typed. */
export type CodesTraded = ReadonlyMap<string, CodeTraded>

const ways = ['path', 'tcp', 'hid', 'hidReports', 'helper', 'keyboard'] as const

const without = (device: Configured | undefined, names: readonly string[]): Configured =>
  Object.fromEntries(Object.entries(device ?? {}).filter(([name]) => !names.includes(name)))

function onLine(before: Configured | undefined, choice: Configured & { readonly place: string }): Configured {
  const { place, ...rest } = choice
  const found = placeOf(place)
  assert(found.ok, 'the places were checked before')
  return { ...without(before, ways), ...found.value, ...rest }
}

/** A line whose rate was left to its template keeps it so, unless another rate or template was chosen. */
function withRate<Choice extends { readonly baudRate: number; readonly template: string | null }>(
  before: Configured | undefined,
  choice: Choice,
  shown: number,
): Omit<Choice, 'baudRate'> & { readonly baudRate?: number } {
  const { baudRate, ...rest } = choice
  const isLeft = before !== undefined && before.baudRate === undefined
  const isSame = baudRate === shown && (before?.template ?? null) === choice.template
  return isLeft && isSame ? rest : { ...rest, baudRate }
}

function readerFor(before: Configured | undefined, choice: NonNullable<MachineDevices['idCard']>) {
  const kept = without(before, ways)
  if (choice.way === 'hid') return { ...kept, hid: choice.ids.toLowerCase(), hidReports: choice.reports }
  if (choice.way === 'helper')
    return { ...kept, helper: { command: choice.command.trim(), args: choice.args } }
  const { way: _, ...line } = choice
  return onLine(before, line)
}

function padsFor(
  before: Configured | undefined,
  choice: NonNullable<MachineDevices['callPads']>,
  traded: CodesTraded,
) {
  const known = new Map(listOf(before?.pads).map((pad) => [pad.counterId, pad.deviceToken]))
  const pads = choice.pads.map(({ counterId, address, code }) => {
    const deviceToken = traded.get(code)?.token ?? known.get(counterId)
    return { counterId, address, ...(deviceToken === undefined ? {} : { deviceToken }) }
  })
  return onLine(before, withRate(before, { ...choice, pads }, shownRates.callPads))
}

function evaluatorFor(
  before: Configured | undefined,
  choice: NonNullable<MachineDevices['evaluator']>,
  traded: CodesTraded,
) {
  const { code, paired: _, ...rest } = choice
  const fresh = traded.get(code)
  const way = fresh === undefined ? {} : { padToken: fresh.token, counterId: fresh.counterId }
  return { ...onLine(before, withRate(before, rest, shownRates.evaluator)), ...way }
}

function scannerFor(before: Configured | undefined, choice: NonNullable<MachineDevices['codeScanner']>) {
  if (choice.way === 'keyboard') return { keyboard: true }
  const { way: _, ...line } = choice
  return onLine(before, line)
}

/** The devices of a configuration from what was chosen (checked before), keeping what a person added by hand. */
export function configuredFor(
  before: ConfiguredDevices,
  chosen: MachineDevices,
  traded: CodesTraded,
): Readonly<Record<string, object | undefined>> {
  const { idCard, codeScanner, ticketPrinter, secondTicketPrinter, pagePrinter } = chosen
  const { signLine, callPads, evaluator, announcer } = chosen
  const printer = (from: Configured | undefined, choice: typeof ticketPrinter) =>
    choice === null ? undefined : onLine(from, choice)
  const line = signLine === null ? null : withRate(before.signLine, signLine, shownRates.signLine)
  const { template = null, ...signs } = line ?? { template: null }
  return {
    ...before,
    idCard: idCard === null ? undefined : readerFor(before.idCard, idCard),
    codeScanner: codeScanner === null ? undefined : scannerFor(before.codeScanner, codeScanner),
    ticketPrinter: printer(before.ticketPrinter, ticketPrinter),
    secondTicketPrinter: printer(before.secondTicketPrinter, secondTicketPrinter),
    pagePrinter: pagePrinter === null ? undefined : { ...before.pagePrinter, ...pagePrinter },
    signLine:
      'place' in signs
        ? { ...onLine(without(before.signLine, ['template']), signs), ...(template ? { template } : {}) }
        : undefined,
    callPads: callPads === null ? undefined : padsFor(before.callPads, callPads, traded),
    evaluator: evaluator === null ? undefined : evaluatorFor(before.evaluator, evaluator, traded),
    announcer: announcer === null ? undefined : { ...before.announcer, ...announcer },
  }
}
