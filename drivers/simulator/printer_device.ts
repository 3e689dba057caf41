import type { Clock } from '#basics'
import { type PrintedTicket, type PrinterSwitches, ptyPair, simulateTicketPrinter, ticketSvg } from '#drivers'
import type { DockPaper, DockState } from '#protocol'
import { setPlugged } from './fault_switch.ts'

const papersKept = 12
const linesBeforeTheEnd = 6

/** The printer's switches as a person at the dock knows them. */
const printerSwitches: Readonly<Record<string, (on: boolean) => Partial<PrinterSwitches>>> = {
  'paper-end': (on) => ({ paperEnd: on, endAfterLines: null }),
  'paper-ends-mid-ticket': (on) => ({ endAfterLines: on ? linesBeforeTheEnd : null }),
  'near-end': (on) => ({ nearEnd: on }),
  'cover-open': (on) => ({ coverOpen: on }),
  'cutter-jam': (on) => ({ cutterJam: on }),
  offline: (on) => ({ offline: on }),
  silent: (on) => ({ silent: on }),
  noisy: (on) => ({ noisy: on }),
  'no-process-id': (on) => ({ processId: !on }),
}

function isOn(name: string, switches: PrinterSwitches): boolean {
  const wanted = printerSwitches[name]?.(true) ?? {}
  const isSame = ([key, value]: [string, unknown]) =>
    value === null || switches[key as keyof PrinterSwitches] === value
  return name === 'paper-ends-mid-ticket'
    ? switches.endAfterLines !== null
    : Object.entries(wanted).every(isSame)
}

function paperOf(ticket: PrintedTicket, index: number): DockPaper {
  const lines = ticket.lines.map((line) => line.text)
  const largest = [...ticket.lines].sort((a, b) => b.heightMul - a.heightMul)[0]
  const number = /[A-Z]\d{3}/.exec(largest?.text ?? '')?.[0] ?? null
  return {
    id: `paper-${index}`,
    at: new Date(ticket.at).toISOString(),
    number,
    lines,
    qr: ticket.qrCodes[0]?.text ?? null,
    complete: ticket.cutAtEnd && !ticket.torn,
    svg: ticketSvg(ticket),
  }
}

/** The simulated ticket printer on its own line; `onChange` is told of each ticket. */
export async function openPrinterDevice(clock: Clock, onChange: () => void) {
  const line = await ptyPair()
  const printer = simulateTicketPrinter(line.port, clock, { widthDots: 576 })
  let isPlugged = true
  let papers: DockPaper[] = []
  let printed = 0
  printer.onTicket((ticket) => {
    printed += 1
    papers = [paperOf(ticket, printed), ...papers].slice(0, papersKept)
    onChange()
  })
  return {
    path: line.driverPath,
    state: (): DockState['printer'] => ({
      switches: {
        ...Object.fromEntries(
          Object.keys(printerSwitches).map((name) => [name, isOn(name, printer.switches())]),
        ),
        unplugged: !isPlugged,
      },
      papers,
      printing: false,
    }),
    /** Turns a switch; false for one it does not have. New paper is put in when paper no longer runs out. */
    async turn(name: string, on: boolean): Promise<boolean> {
      if (name === 'unplugged') {
        const wasPlugged = isPlugged
        isPlugged = !on
        await setPlugged(line, wasPlugged, isPlugged)
        return true
      }
      const change = printerSwitches[name]
      if (change === undefined) return false
      if (name.startsWith('paper-') && !on) printer.reload()
      printer.set(change(on))
      return true
    },
    clear() {
      papers = []
    },
    close: () => line.close(),
  }
}
