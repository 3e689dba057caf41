import type { Clock } from '#basics'
import { signMembers } from '../counter-sign/members.ts'
import type { SignProtocol } from '../counter-sign/protocol.ts'
import type { SignLine, SignStatus } from '../counter-sign/types.ts'
import { openLineMaster } from '../line/master.ts'
import type { Template, Values } from '../template/index.ts'
import type { Transport } from '../transport/types.ts'
import { padMembers } from './members.ts'
import type { PadAction, PadStatus } from './types.ts'

/** The signs of a shared line. */
export interface ControllerSigns {
  readonly protocol: SignProtocol
  readonly addresses: readonly number[]
  readonly onStatus: (address: number, status: SignStatus) => void
}

/** The pads of a shared line. */
export interface ControllerPads {
  readonly template: Template
  readonly addresses: readonly number[]
  readonly onPress: (address: number, action: PadAction) => void
  readonly onStatus: (address: number, status: PadStatus) => void
}

/** What the controller of a line needs. */
export interface ControllerOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly baudRate: number
  /** Null: this line has none. */
  readonly signs: ControllerSigns | null
  readonly pads: ControllerPads | null
}

/** The communication controller (通信控制器): the one master of a line of call pads and counter signs. */
export interface Controller {
  readonly signs: Omit<SignLine, 'close'> | null
  /** Sends an operation of the pads' template to one of them. */
  tellPad(address: number, operation: string, values?: Values): void
  padStatus(): ReadonlyMap<number, PadStatus>
  close(): Promise<void>
}

/**
 * Opens a line of pads and signs. A call is sent before anything else; a pad waits for at most two calls between
 * its polls, and for one refresh in eight polls.
 */
export function openController(options: ControllerOptions): Controller {
  const { clock, transport, baudRate } = options
  const line = openLineMaster({
    transport,
    clock,
    baudRate,
    onUp() {
      signs?.lineUp()
      pads?.lineUp()
    },
    onDown() {
      signs?.lineDown()
      pads?.lineDown()
    },
  })
  const signs = options.signs === null ? null : signMembers({ ...options.signs, line, clock })
  const pads = options.pads === null ? null : padMembers({ ...options.pads, line, clock })
  return {
    signs,
    tellPad: (address, operation, values) => pads?.send(address, operation, values),
    padStatus: () => pads?.status() ?? new Map(),
    async close() {
      pads?.close()
      await signs?.close()
      await line.close()
    },
  }
}
