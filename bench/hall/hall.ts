import type { Page } from './sockets.ts'
import type { Speaker } from './speaker.ts'

/** Whoever asks a hub as one of the centre's devices. */
export interface HubDoor {
  readonly url: string
  /** `ws://…/ws` */
  readonly socket: string
  token(deviceId: string): string
  /** Sends a command with a fresh id as a device; rejects when it is refused. */
  command(deviceId: string, path: string, body: object): Promise<Record<string, unknown>>
}

/** The moment a counter sign shows a text. */
export interface SignWatch {
  whenShown(address: number, text: string): Promise<number>
}

/** A hall in which calls can be seen and heard. */
export interface Hall {
  readonly hub: HubDoor
  /** Boards on the hub itself. */
  readonly boards: readonly Page[]
  /** A board behind the hall's agent. */
  readonly agentBoard: Page
  readonly signs: SignWatch
  readonly speaker: Pick<Speaker, 'next'>
  /** What has to be known about how sign and speaker are watched. */
  readonly signNote: string
  readonly speakerNote: string
  /** Nobody but the bench is in it. */
  readonly isOwn: boolean
  close(): Promise<void>
}

/** The demo's counters that have a sign. */
export const hallCounters = [1, 2, 3, 4] as const
/** Boards on the hub. */
export const boardCount = 16
