import type { Clock, Timer } from '#basics'
import { type Command, pullCommand } from './commands.ts'
import type { PrintedTicket } from './document.ts'
import { blankSheet, finished, page, type Stroke } from './page.ts'
import { halted, type PrinterState } from './state.ts'

/** How fast the simulated mechanism is: an 80 mm kiosk printer of today. */
const mechanics = { dotsPerMs: (150 * 8) / 1000, cutMs: 120 } as const

/** What the mechanism needs of the printer around it. */
export interface MechanismOptions {
  readonly clock: Clock
  readonly widthDots: number
  state(): PrinterState
  change(next: Partial<PrinterState>): void
  /** Commands that want an answer, in their turn. */
  answer(command: Extract<Command, { kind: 'asb' | 'send-paper' | 'process-id' | 'reset' }>): void
  onTicket(ticket: PrintedTicket): void
}

/** Buffer, head, paper feed and cutter. */
export interface Mechanism {
  take(byte: number): void
  /** Goes on if nothing stands in the way. */
  wake(): void
  /** Throws away all that is not printed; paper already printed hangs out and is torn off. */
  clear(): void
  /** The paper has run out: what hangs out is torn off. */
  tear(): void
  unknownCommands(): number
}

/** Works off bytes in their turn, in the time paper takes to move. */
export function mechanism(options: MechanismOptions): Mechanism {
  const { clock, widthDots, state, change } = options
  const formatter = page(widthDots)
  let buffer: number[] = []
  let strokes: Stroke[] = []
  let pendingCut = false
  let moving: Timer | null = null
  let sheet = blankSheet()
  let unknown = 0

  const eject = (cut: boolean) => {
    if (sheet.height > 0) options.onTicket(finished(sheet, widthDots, { cut, at: clock.now() }))
    sheet = blankSheet()
  }
  const pause = (ms: number, then: () => void) => {
    moving = clock.after(ms, () => {
      moving = null
      then()
      run()
    })
  }
  const outOfPaper = () => {
    change({ paperEnd: true, endAfterLines: null, endAfterBytes: null })
    eject(false)
  }
  const move = (stroke: Stroke) =>
    pause(stroke.dots / mechanics.dotsPerMs, () => {
      stroke.put(sheet, sheet.height)
      sheet.height += stroke.dots
      const left = state().endAfterLines
      if (left === null || !stroke.marks) return
      if (left <= 1) outOfPaper()
      else change({ endAfterLines: left - 1 })
    })
  const cut = () => {
    pendingCut = false
    if (state().cutterJam) return change({ cutterError: true })
    pause(mechanics.cutMs, () => eject(true))
  }
  const spend = (bytes: number) => {
    buffer.splice(0, bytes)
    const left = state().endAfterBytes
    if (left === null) return
    if (left <= bytes) outOfPaper()
    else change({ endAfterBytes: left - bytes })
  }
  const act = (command: Command) => {
    strokes.push(...formatter.strokes(command))
    if (command.kind === 'cut') pendingCut = true
    if (command.kind === 'unknown') unknown += 1
    if (
      command.kind === 'reset' ||
      command.kind === 'asb' ||
      command.kind === 'send-paper' ||
      command.kind === 'process-id'
    ) {
      options.answer(command)
    }
  }
  const run = () => {
    while (moving === null && !halted(state())) {
      const stroke = strokes.shift()
      if (stroke !== undefined) {
        move(stroke)
        continue
      }
      if (pendingCut) {
        cut()
        continue
      }
      const pulled = pullCommand(buffer)
      if (pulled === null) return
      spend(pulled.length)
      act(pulled.command)
    }
  }

  return {
    take(byte) {
      buffer.push(byte)
    },
    wake: run,
    clear() {
      moving?.cancel()
      moving = null
      buffer = []
      strokes = []
      pendingCut = false
      formatter.clear()
      eject(false)
    },
    tear: () => eject(false),
    unknownCommands: () => unknown,
  }
}
