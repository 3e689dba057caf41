import { assert } from '#basics'
import { openController } from './call-pad/controller.ts'
import { openCodeScanner } from './code-scanner/driver.ts'
import { onbonSigns } from './counter-sign/onbon.ts'
import { templateSigns } from './counter-sign/template_signs.ts'
import { openEvaluator } from './evaluator/driver.ts'
import { type IdCardReaderOptions, openIdCardReader } from './id-card/driver.ts'
import { type HelperReaderOptions, openHelperReader } from './id-card/helper/index.ts'
import { type HidReaderSettings, hidSamTransport } from './id-card/sam_hid.ts'
import { cupsPagePrinter } from './page-printer/cups_pages.ts'
import { openTicketPrinter } from './ticket-printer/driver.ts'
import { type ProgramSettings, programTransport } from './transport/process.ts'

/** A reader on USB HID instead of a line. */
type HidReaderOptions = Omit<IdCardReaderOptions, 'transport'> & { readonly hid: HidReaderSettings }
/** A reader behind a maker's library. */
type HelpedReaderOptions = Omit<HelperReaderOptions, 'transport'> & {
  readonly program: Omit<ProgramSettings, 'clock'>
}

/**
 * Every driver by family and kind, as configurations name them. A simulated device is no kind of its own: it stands
 * at the other end of the same line.
 */
export const registry = {
  'id-card': {
    sam: openIdCardReader,
    'sam-hid': ({ hid, ...options }: HidReaderOptions) =>
      openIdCardReader({ ...options, transport: hidSamTransport(hid, options.clock) }),
    helper: ({ program, ...options }: HelpedReaderOptions) =>
      openHelperReader({ ...options, transport: programTransport({ ...program, clock: options.clock }) }),
  },
  'code-scanner': { line: openCodeScanner },
  'ticket-printer': { 'esc-pos': openTicketPrinter },
  /** What the signs of a line speak; the line itself is a controller. */
  'counter-sign': { onbon: onbonSigns, template: templateSigns },
  controller: { line: openController },
  evaluator: { template: openEvaluator },
  /** Takes PDF pages; on Windows Electron prints them by itself. */
  'page-printer': { cups: cupsPagePrinter },
} as const

/** The table of drivers. */
export type Registry = typeof registry

/** The driver of a family that is called so; a kind nobody wrote is named together with those there are. */
export function driverOf<Family extends keyof Registry, Kind extends keyof Registry[Family]>(
  family: Family,
  kind: Kind,
): Registry[Family][Kind] {
  const kinds = registry[family] as Registry[Family] | undefined
  assert(
    kinds !== undefined,
    `no family of devices is called ${family}; there are ${Object.keys(registry).join(', ')}`,
  )
  const found = kinds[kind] as Registry[Family][Kind] | undefined
  assert(
    found !== undefined,
    `no driver of ${family} is called ${String(kind)}; there are ${Object.keys(kinds).join(', ')}`,
  )
  return found
}
