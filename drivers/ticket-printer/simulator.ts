import type { Clock } from '#basics'
import type { SimulatorPort } from '../transport/types.ts'
import type { PrintedTicket } from './simulator/document.ts'
import { mechanism } from './simulator/mechanism.ts'
import { type RealTimeCommand, realTimeWatcher } from './simulator/real_time.ts'
import {
  asbBytes,
  goodOrder,
  type PrinterState,
  type PrinterSwitches,
  paperByte,
  realTimeByte,
} from './simulator/state.ts'

export type { PrintedTicket } from './simulator/document.ts'
export type { PrinterSwitches } from './simulator/state.ts'
export { ticketSvg } from './simulator/ticket_svg.ts'

/** The dock's hand on a simulated ticket printer. */
export interface SimulatedTicketPrinter {
  /** Every piece of paper that came out, oldest first; the last thousand are kept. */
  tickets(): readonly PrintedTicket[]
  onTicket(receive: (ticket: PrintedTicket) => void): void
  switches(): PrinterSwitches
  set(changed: Partial<PrinterSwitches>): void
  /** Puts in a new roll: what is still in the buffer prints by itself. */
  reload(): void
  /** Commands it did not know: a right ticket has none. */
  unknownCommands(): number
}

/** Dots across the head: 576 on 80 mm paper, 384 on 58 mm. */
export interface SimulatedPrinterOptions {
  readonly widthDots: number
}

/** A thermal printer that speaks ESC/POS bytes: prints at 150 mm/s on the clock, answers as its switches say. */
export function simulateTicketPrinter(
  port: SimulatorPort,
  clock: Clock,
  { widthDots }: SimulatedPrinterOptions,
): SimulatedTicketPrinter {
  const tickets: PrintedTicket[] = []
  let state: PrinterState = { ...goodOrder, cutterError: false }
  let watched = false
  let receive: (ticket: PrintedTicket) => void = () => undefined
  let reported = ''

  const send = (bytes: Uint8Array) => {
    if (state.silent) return
    port.send(state.noisy ? Uint8Array.of(0xff, ...bytes) : bytes)
  }
  const report = () => {
    const bytes = asbBytes(state)
    if (!watched || !state.asb || state.oldBoard || bytes.join() === reported) return
    reported = bytes.join()
    send(bytes)
  }
  const change = (next: Partial<PrinterState>) => {
    state = { ...state, ...next }
    report()
  }
  const machine = mechanism({
    clock,
    widthDots,
    state: () => state,
    change,
    answer(command) {
      if (command.kind === 'send-paper') return send(Uint8Array.of(paperByte(state)))
      if (command.kind === 'process-id') {
        return state.processId && !state.oldBoard
          ? send(Uint8Array.of(0x37, 0x22, ...command.pid, 0x00))
          : undefined
      }
      // ESC @ ends automatic status; GS a begins it with the state of the moment.
      watched = command.kind === 'asb' && command.mask !== 0
      reported = ''
      report()
    },
    onTicket(ticket) {
      tickets.push(ticket)
      if (tickets.length > 1_000) tickets.shift()
      receive(ticket)
    },
  })
  const actNow = (command: RealTimeCommand) => {
    if (state.oldBoard) return
    if (command.kind === 'status') {
      const byte = realTimeByte(state, command.n)
      return byte === null ? undefined : send(Uint8Array.of(byte))
    }
    machine.clear()
    if (command.kind === 'clear') return send(Uint8Array.of(0x37, 0x25, 0x00))
    if (!state.cutterJam) change({ cutterError: false })
  }
  const watch = realTimeWatcher()
  port.onBytes((bytes) => {
    const asksPaper = bytes.length === 3 && bytes[0] === 0x1d && bytes[1] === 0x72
    if (state.oldBoard && state.paperEnd && asksPaper) return send(Uint8Array.of(paperByte(state)))
    for (const byte of bytes) {
      machine.take(byte)
      const command = watch(byte)
      if (command !== null) actNow(command)
    }
    machine.wake()
  })

  return {
    tickets: () => tickets,
    onTicket(given) {
      receive = given
    },
    switches() {
      const { cutterError: _, ...switches } = state
      return switches
    },
    set(changed) {
      const runsOut = changed.paperEnd === true && !state.paperEnd
      change(changed)
      if (runsOut) machine.tear()
      machine.wake()
    },
    reload() {
      change({ paperEnd: false, nearEnd: false, endAfterLines: null, endAfterBytes: null })
      machine.wake()
    },
    unknownCommands: () => machine.unknownCommands(),
  }
}
