import { Buffer } from 'node:buffer'
import type { Chip } from './simulator_chip.ts'

/** How a simulated reader can misbehave, until it is set to `none` again. */
export const idCardSimulatorFaults = [
  'none',
  'silent',
  'bad-checksum',
  'half-frame',
  'read-fails',
  'unauthorised',
  'self-test-failed',
  'dribble',
  'noise',
  'radio-timeout',
] as const
/** One of them. */
export type IdCardSimulatorFault = (typeof idCardSimulatorFaults)[number]

/** Habits in which readers differ; left out, a reader finds once, reads only what it selected, knows 30 03. */
export interface SimulatedReaderHabits {
  /** Finds a card that lies there again and again. */
  readonly findsAgain?: boolean
  /** Reads whatever lies there, selected or not. */
  readonly readsUnselected?: boolean
  /** An older module that does not know the command for a new address. */
  readonly noNewAddress?: boolean
  /** Gives the text only together with the fingerprint (30 10). */
  readonly fingerprintOnly?: boolean
}

/** A chip on the reader, and how far the module got with it. */
export interface Placed {
  readonly chip: Chip
  found: boolean
  selected: boolean
}

/** A module as a command finds it. */
export interface ModuleState {
  readonly placed: Placed | null
  readonly fault: IdCardSimulatorFault
  readonly habits: SimulatedReaderHabits
}

/** SW3 and the parts of the data. */
export type ModuleReply = readonly [word: number, ...data: Uint8Array[]]

const moduleId = Buffer.from('050001006f2d33013930000078563412', 'hex')
const sizeOf = (bytes: Uint8Array) => Buffer.from([bytes.length >> 8, bytes.length & 0xff])
const done = (): ModuleReply => [0x90]

function readable({ placed, fault, habits }: ModuleState): Chip | null {
  if (placed === null || fault === 'read-fails') return null
  return placed.selected || habits.readsUnselected ? placed.chip : null
}

function readAll(state: ModuleState, parts: (chip: Chip) => readonly Uint8Array[]): ModuleReply {
  const chip = readable(state)
  return chip === null ? [0x41] : [0x90, ...parts(chip).map(sizeOf), ...parts(chip)]
}

/** What the module does, by the four hexadecimal digits of a command. */
const actions: Readonly<Record<string, (state: ModuleState) => ModuleReply>> = {
  '10ff': done,
  '11ff': done,
  '61ff': done,
  '2001': ({ placed, habits }) => {
    if (placed === null || (placed.found && !habits.findsAgain)) return [0x80]
    placed.found = true
    return [0x9f, Buffer.alloc(4)]
  },
  '2002': ({ placed }) => {
    if (!placed?.found) return [0x81]
    placed.selected = true
    return [0x90, Buffer.alloc(8)]
  },
  '3001': (state) =>
    state.habits.fingerprintOnly ? [0x21] : readAll(state, ({ area, photo }) => [area, photo]),
  '3010': (state) => readAll(state, ({ area, photo, fingerprint }) => [area, photo, fingerprint]),
  '3003': (state) => {
    if (state.habits.noNewAddress) return [0x21]
    const chip = readable(state)
    if (chip === null) return [0x41]
    return chip.newAddress === null ? [0x91] : [0x90, chip.newAddress]
  },
}

/** What a module answers to the body of a command, or to one that came damaged. */
export function replyTo(body: Buffer | 'bad-checksum', state: ModuleState): ModuleReply {
  if (body === 'bad-checksum') return [0x10]
  const command = body.subarray(0, 2).toString('hex')
  if (command === '12ff') return [0x90, moduleId]
  if (state.fault === 'unauthorised') return [0x66]
  if (state.fault === 'self-test-failed') return [0x60]
  return actions[command]?.(state) ?? [0x21]
}
