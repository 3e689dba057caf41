import type { Clock } from '#basics'
import {
  type CodeScannerFault,
  codeScannerFaults,
  type IdCardSimulatorFault,
  idCardSimulatorFaults,
  type PrintedTicket,
  type PrinterSwitches,
  ptyPair,
  simulateCodeScanner,
  simulateIdCardReader,
  simulateTicketPrinter,
  ticketSvg,
} from '#drivers'
import type { DockCommand, DockPaper, DockState } from '#protocol'
import { openCounterDevices, setPlugged } from './counter_devices.ts'
import { cardHolders } from './people.ts'

const papersKept = 12
const readerFaults = [...idCardSimulatorFaults, 'unplugged'] as const
const scannerFaults = [...codeScannerFaults, 'unplugged'] as const
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

/** Where the programs under demonstration find the simulated devices. */
export interface DeviceLines {
  readonly idCard: string
  readonly printer: string
  readonly signs: string
  readonly callPads: string
  readonly evaluator: string
  readonly codeScanner: string
}

/** Every simulated device of a centre on its own line, in one hand. */
export interface DockDevices {
  readonly lines: DeviceLines
  state(): Omit<DockState, 'audio'>
  /** Does what a person did at the dock; false for a command it does not know. */
  obey(command: DockCommand): Promise<boolean>
  close(): Promise<void>
}

/** Opens the lines and puts a simulator on each; `onChange` is told of whatever can be seen. */
export async function openDockDevices(
  clock: Clock,
  addresses: readonly number[],
  onChange: () => void,
): Promise<DockDevices> {
  const [readerLine, printerLine, scannerLine] = await Promise.all([ptyPair(), ptyPair(), ptyPair()])
  const counter = await openCounterDevices(clock, addresses)
  const reader = simulateIdCardReader(readerLine.port, clock)
  const printer = simulateTicketPrinter(printerLine.port, clock, { widthDots: 576 })
  const scanner = simulateCodeScanner(scannerLine.port, clock)
  let placed: string | null = null
  let scannerFault: string = 'none'
  let readerFault: string = 'none'
  let printerPlugged = true
  let papers: DockPaper[] = []
  let printed = 0
  printer.onTicket((ticket) => {
    printed += 1
    papers = [paperOf(ticket, printed), ...papers].slice(0, papersKept)
    onChange()
  })

  const obey = async (command: DockCommand): Promise<boolean> => {
    switch (command.type) {
      case 'place-card': {
        const holder = cardHolders.find((each) => each.id === command.personId)
        if (holder === undefined) return false
        reader.placeCard(holder.card)
        placed = holder.id
        return true
      }
      case 'lift-card':
        reader.liftCard()
        placed = null
        return true
      case 'reader-fault': {
        const fault = readerFaults.find((each) => each === command.fault)
        if (fault === undefined) return false
        await setPlugged(readerLine, readerFault !== 'unplugged', fault !== 'unplugged')
        readerFault = fault
        reader.setFault(fault === 'unplugged' ? 'none' : (fault satisfies IdCardSimulatorFault))
        return true
      }
      case 'scan-code':
        scanner.scan(command.text)
        return true
      case 'scanner-fault': {
        const fault = scannerFaults.find((each) => each === command.fault)
        if (fault === undefined) return false
        await setPlugged(scannerLine, scannerFault !== 'unplugged', fault !== 'unplugged')
        scannerFault = fault
        scanner.setFault(fault === 'unplugged' ? 'none' : (fault satisfies CodeScannerFault))
        return true
      }
      case 'printer-switch': {
        if (command.name === 'unplugged') {
          const was = printerPlugged
          printerPlugged = !command.on
          await setPlugged(printerLine, was, printerPlugged)
          return true
        }
        const change = printerSwitches[command.name]
        if (change === undefined) return false
        const isReload = command.name.startsWith('paper-') && !command.on
        if (isReload) printer.reload()
        printer.set(change(command.on))
        return true
      }
      case 'clear-papers':
        papers = []
        return true
      default:
        return counter.obey(command)
    }
  }

  return {
    lines: {
      idCard: readerLine.driverPath,
      printer: printerLine.driverPath,
      codeScanner: scannerLine.driverPath,
      ...counter.lines,
    },
    obey,
    state: () => ({
      people: cardHolders.map(({ id, note, card }) => ({
        id,
        name: card.name,
        sex: card.sex,
        age: Math.floor((clock.now() - Date.parse(card.birthDate)) / 31_556_952_000),
        kind: card.kind,
        note,
      })),
      reader: { personId: placed, fault: readerFault, faults: [...readerFaults] },
      scanner: { fault: scannerFault, faults: [...scannerFaults] },
      printer: {
        switches: {
          ...Object.fromEntries(
            Object.keys(printerSwitches).map((name) => [name, isOn(name, printer.switches())]),
          ),
          unplugged: !printerPlugged,
        },
        papers,
        printing: false,
      },
      ...counter.state(),
    }),
    async close() {
      await Promise.all([readerLine.close(), printerLine.close(), scannerLine.close(), counter.close()])
    },
  }
}
