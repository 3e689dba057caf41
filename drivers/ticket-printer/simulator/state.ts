/** What a person at the device dock can do to the simulated printer. */
export interface PrinterSwitches {
  readonly paperEnd: boolean
  readonly nearEnd: boolean
  readonly coverOpen: boolean
  /** The cutter jams at its next cut, and stays jammed until this is off and the error is recovered. */
  readonly cutterJam: boolean
  /** Taken off line by its button: takes bytes, prints nothing. */
  readonly offline: boolean
  readonly headHot: boolean
  readonly unrecoverable: boolean
  /** Never answers, though it prints. */
  readonly silent: boolean
  /** Answers GS ( H; most boards other than Epson's do not. */
  readonly processId: boolean
  /** Reports changes unasked once told to. */
  readonly asb: boolean
  /** An old board: answers GS r 1 with 00 or 0F, out of paper too, and knows no other question. */
  readonly oldBoard: boolean
  /** Puts a byte of noise before each answer. */
  readonly noisy: boolean
  /** The paper ends when so many more lines (text, picture, code) are printed; null for never. */
  readonly endAfterLines: number | null
  /** The paper ends when so many more bytes were worked off; null for never. */
  readonly endAfterBytes: number | null
}

/** A printer in good order. */
export const goodOrder: PrinterSwitches = {
  paperEnd: false,
  nearEnd: false,
  coverOpen: false,
  cutterJam: false,
  offline: false,
  headHot: false,
  unrecoverable: false,
  silent: false,
  processId: true,
  asb: true,
  oldBoard: false,
  noisy: false,
  endAfterLines: null,
  endAfterBytes: null,
}

/** The switches, and whether a cut has failed. */
export interface PrinterState extends PrinterSwitches {
  readonly cutterError: boolean
}

/** Whether it stands still. */
export const halted = (state: PrinterState): boolean =>
  state.paperEnd ||
  state.coverOpen ||
  state.offline ||
  state.headHot ||
  state.unrecoverable ||
  state.cutterError

const bit = (on: boolean, mask: number) => (on ? mask : 0)

/** The answer to DLE EOT n (ESC/POS bit tables); null for kinds this printer does not know. */
export function realTimeByte(state: PrinterState, kind: number): number | null {
  const error = state.cutterError || state.unrecoverable || state.headHot
  switch (kind) {
    case 1:
      return 0x12 | bit(halted(state), 0x08) | bit(state.cutterError, 0x20)
    case 2:
      return 0x12 | bit(state.coverOpen, 0x04) | bit(state.paperEnd, 0x20) | bit(error, 0x40)
    case 3:
      return 0x12 | bit(state.cutterError, 0x08) | bit(state.unrecoverable, 0x20) | bit(state.headHot, 0x40)
    case 4:
      return 0x12 | bit(state.nearEnd, 0x0c) | bit(state.paperEnd, 0x60)
    default:
      return null
  }
}

/** The four automatic status bytes (ESC/POS GS a). */
export const asbBytes = (state: PrinterState): Uint8Array =>
  Uint8Array.of(
    0x14 | bit(halted(state), 0x08) | bit(state.coverOpen, 0x20),
    bit(state.cutterError, 0x08) | bit(state.unrecoverable, 0x20) | bit(state.headHot, 0x40),
    bit(state.nearEnd, 0x03) | bit(state.paperEnd, 0x0c),
    0x0f,
  )

/** The answer to GS r 1. */
export const paperByte = (state: PrinterState): number =>
  state.oldBoard ? bit(state.paperEnd, 0x0f) : bit(state.nearEnd, 0x03) | bit(state.paperEnd, 0x0c)
