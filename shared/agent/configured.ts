import type { AgentConfig } from './config.ts'

/** A device as an agent's configuration names it. */
export interface Configured {
  /** `id-card`, `ticket-printer`, `ticket-printer-2`, `sign-3`, `pad-1`, `evaluator`, `code-scanner`. */
  readonly part: string
  readonly family: string
  /** As configured: a path, `tcp://…`, `spool://…`, `hid://…`, `helper …`. */
  readonly address: string
  /** Null: what its template says, or its family's usual one. */
  readonly baudRate: number | null
  /** Of a member on a shared line; 1 elsewhere. */
  readonly member: number
  /** The template it speaks; null: the family's own protocol. */
  readonly template: string | null
  /** How reports reach a reader on USB HID. */
  readonly hidReports: 'plain' | 'control'
  /** The program that speaks for a reader behind its maker's library; null elsewhere. */
  readonly helper: { readonly command: string; readonly args: readonly string[] } | null
}

const onLine = { member: 1, template: null, hidReports: 'plain', helper: null } as const

type Devices = AgentConfig['devices']
interface Place {
  readonly path?: string | undefined
  readonly tcp?: string | undefined
}

const addressOf = ({ path, tcp }: Place): string => path ?? tcp ?? ''

function readerOf(reader: NonNullable<Devices['idCard']>): Configured {
  const { hid, helper, baudRate, hidReports } = reader
  const address =
    hid !== undefined ? `hid://${hid}` : helper !== undefined ? `helper ${helper.command}` : addressOf(reader)
  const base = { ...onLine, part: 'id-card', family: 'id-card', address, baudRate }
  return { ...base, hidReports, helper: helper ?? null }
}

/** Every device a configuration names, members of a shared line one by one; the announcer has no line. */
export function configuredDevices(devices: Devices): readonly Configured[] {
  const { idCard, codeScanner, ticketPrinter, secondTicketPrinter, signLine, callPads, evaluator } = devices
  const single = (
    part: string,
    family: string,
    place: Place & { readonly baudRate?: number | undefined },
  ): Configured => ({ ...onLine, part, family, address: addressOf(place), baudRate: place.baudRate ?? null })
  return [
    ...(idCard === undefined ? [] : [readerOf(idCard)]),
    ...(codeScanner === undefined || 'keyboard' in codeScanner
      ? []
      : [single('code-scanner', 'code-scanner', codeScanner)]),
    ...(ticketPrinter === undefined ? [] : [single('ticket-printer', 'ticket-printer', ticketPrinter)]),
    ...(secondTicketPrinter === undefined
      ? []
      : [single('ticket-printer-2', 'ticket-printer', secondTicketPrinter)]),
    ...(signLine?.signs ?? []).flatMap(({ address }) =>
      signLine === undefined
        ? []
        : [
            {
              ...single(`sign-${address}`, 'counter-sign', signLine),
              member: address,
              template: signLine.template ?? null,
            },
          ],
    ),
    ...(callPads?.pads ?? []).flatMap(({ address }) =>
      callPads === undefined
        ? []
        : [
            {
              ...single(`pad-${address}`, 'call-pad', callPads),
              member: address,
              template: callPads.template,
            },
          ],
    ),
    ...(evaluator === undefined
      ? []
      : [
          {
            ...single('evaluator', 'evaluator', evaluator),
            member: evaluator.address,
            template: evaluator.template,
          },
        ]),
  ]
}
