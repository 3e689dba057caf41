import { z } from 'zod'
import { idSchema } from './values.ts'

/** Where a device hangs, as typed: a serial path, `host:port` of a device on the network, a printer's file or queue. */
const place = z.string().max(200)
const baudRate = z.int().min(1_200).max(921_600)
const line = { place, baudRate }
/** A name in resources/devices, or a file. */
const template = z.string().max(300)

/** A member of a shared line: the counter it belongs to and its address. */
export const signChoice = z.strictObject({ counterId: idSchema, address: z.int().min(1).max(65_533) })

/** A pairing code as typed; '' where it is paired or needs none. */
const code = z.string().max(40)

/** A call pad; where the machine is not its counter's it acts by a code made for that counter. */
export const padChoice = z.strictObject({
  counterId: idSchema,
  address: z.int().min(0).max(65_535),
  code,
  paired: z.boolean(),
})

const ticketPrinter = z.strictObject({
  ...line,
  widthMm: z.union([z.literal(80), z.literal(58)]),
  /** Length of a new roll, mm; null where nobody measured. */
  rollMm: z.number().positive().max(1_000_000).nullable(),
})

/** The devices that hang on one machine, as the technician says; null = none. */
export const machineDevices = z.strictObject({
  idCard: z
    .discriminatedUnion('way', [
      z.strictObject({ way: z.literal('line'), ...line }),
      /** `ids` as the system prints them, `0400:c35a`. */
      z.strictObject({
        way: z.literal('hid'),
        ids: z.string().max(20),
        reports: z.enum(['plain', 'control']),
      }),
      z.strictObject({
        way: z.literal('helper'),
        command: z.string().max(300),
        args: z.array(z.string().max(300)).max(20),
      }),
    ])
    .nullable(),
  codeScanner: z
    .discriminatedUnion('way', [
      z.strictObject({ way: z.literal('line'), ...line }),
      z.strictObject({ way: z.literal('keyboard') }),
    ])
    .nullable(),
  ticketPrinter: ticketPrinter.nullable(),
  secondTicketPrinter: ticketPrinter.nullable(),
  pagePrinter: z.strictObject({ queue: z.string().max(127), by: z.enum(['agent', 'shell']) }).nullable(),
  /** Without a template the signs speak BX-5K/6K. */
  signLine: z
    .strictObject({ ...line, template: template.nullable(), signs: z.array(signChoice).max(64) })
    .nullable(),
  callPads: z.strictObject({ ...line, template, pads: z.array(padChoice).max(64) }).nullable(),
  evaluator: z
    .strictObject({ ...line, template, address: z.int().min(0).max(65_535), code, paired: z.boolean() })
    .nullable(),
  announcer: z
    .strictObject({ sink: z.enum(['player', 'page']), zones: z.array(z.string().min(1).max(40)).max(32) })
    .nullable(),
})
/** The devices chosen for a machine; null where it has none. */
export type MachineDevices = z.infer<typeof machineDevices>
/** A sign on a machine's line, with its counter. */
export type SignChoice = z.infer<typeof signChoice>
/** A call pad on a machine's line, with its counter. */
export type PadChoice = z.infer<typeof padChoice>

/** The families a machine can have, as its configuration names them. */
export type DeviceName = keyof MachineDevices
/** The families a machine can have, in the order they are asked for. */
export const deviceNames = Object.keys(machineDevices.shape) as readonly DeviceName[]

/** Why the devices are not taken, and which one it is about; `other-role`, `bad-code` … are about a pairing code. */
export interface DevicesRefusal {
  readonly code:
    | 'bad-place'
    | 'place-twice'
    | 'rates-differ'
    | 'bad-ids'
    | 'no-command'
    | 'no-template'
    | 'no-queue'
    | 'second-alone'
    | 'sign-twice'
    | 'no-signs'
    | 'no-code'
    | 'bad-code'
    | 'other-role'
    | 'other-counter'
    | 'too-often'
    | 'no-answer'
    | 'not-paired'
    | 'not-saved'
  readonly device: DeviceName | null
}

/** A serial port of this machine, and what is known of the adapter behind it. */
export const portFound = z.object({ path: z.string().min(1), description: z.string() })

/** What this machine has to choose from: ports, HID devices, printer queues, descriptions of devices. */
export const machineHardware = z.object({
  ports: z.array(portFound),
  hid: z.array(z.object({ ids: z.string(), description: z.string() })),
  queues: z.array(z.string()),
  /** Whose queues these are: lp(1) prints on CUPS', Electron on those of Windows. */
  spooler: z.enum(['cups', 'windows']),
  /** With the rate each says its line runs at. */
  templates: z.array(z.object({ file: z.string(), example: z.boolean(), baudRate: z.int() })),
})
/** What this machine has to choose from. */
export type MachineHardware = z.infer<typeof machineHardware>

/** One line that was asked, and who answered; `template` is a name in resources/devices. */
export const placeProbed = z.object({
  place: z.string(),
  trouble: z.enum(['busy', 'forbidden', 'missing', 'other']).nullable(),
  devices: z.array(
    z.object({
      family: z.enum(['ticket-printer', 'id-card', 'counter-sign', 'call-pad', 'evaluator']),
      template: z.string().nullable(),
      address: z.int().nullable(),
      baudRate: z.int(),
    }),
  ),
})
/** One line that was asked, and who answered. */
export type PlaceProbed = z.infer<typeof placeProbed>

const said = z.object({ zh: z.string(), en: z.string() })

/** One step of a device's test, in words for the technician; never what a card says. */
export const testStepSeen = z.object({
  name: said,
  outcome: z.enum(['pass', 'fail', 'skipped']),
  note: said,
})
/** One step of a device's test. */
export type TestStepSeen = z.infer<typeof testStepSeen>

/** What is tested: one of the devices as they stand on the page. */
export const testOrder = z.strictObject({
  device: z.enum(deviceNames as [DeviceName, ...DeviceName[]]),
  devices: machineDevices,
})
/** What is tested. */
export type TestOrder = z.infer<typeof testOrder>
