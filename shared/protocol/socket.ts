import { z } from 'zod'
import type { CentreSnapshot, RecordedEvent } from '#domain'
import { wireCommand } from './commands.ts'
import { deviceCounters } from './device_counters.ts'
import { identity, problem } from './replies.ts'
import { idSchema, localeSchema } from './values.ts'

/** Version of the socket's protocol; a peer with another major is refused with a sentence. */
export const protocolVersion = 1

/** What the other end can do for a page besides the queue. */
export const capabilities = z.object({
  idCard: z.boolean(),
  ticketPrinter: z.boolean(),
  /** Whether announcements are played by this page (Web Audio) or elsewhere. */
  announcer: z.boolean(),
  /** How codes are scanned here: over a line of the agent's, by keys that the page hears, or not at all. */
  codeScanner: z.enum(['none', 'line', 'keyboard']),
  /** Whether pages can be printed on A4 here; a page in a plain browser has the browser's own dialog. */
  pagePrinter: z.boolean().default(false),
  demo: z.boolean(),
})
/** What the machine behind a page can do. */
export type Capabilities = z.infer<typeof capabilities>

/** What began an epoch, as the log has it. */
export const epochBegan = z.object({
  epoch: z.int().min(2),
  hubId: z.string().max(64),
  by: z.string().max(200),
  reason: z.string().max(500),
  fromRevision: z.int().min(0),
  proof: z.string().max(100),
})
/** What began an epoch. */
export type EpochBegan = z.infer<typeof epochBegan>

/** From a page or an agent. `lastRevision` null asks for a snapshot. */
export const clientMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    protocol: z.int(),
    token: z.string().max(200),
    lastRevision: z.int().min(0).nullable(),
    /** What began the epoch this sender knows, when that is not the first: an older hub learns of it. */
    epochBegan: epochBegan.optional(),
  }),
  /** `as`: the session of the member of staff who acts at this device; without it the link's own identity acts. */
  z.strictObject({
    type: z.literal('command'),
    command: wireCommand,
    as: z.string().max(200).optional(),
  }),
  /** To an agent: print this live ticket again on this machine's printer. */
  z.strictObject({
    type: z.literal('print'),
    ticketId: z.string().max(64),
    locale: localeSchema,
    reprint: z.boolean(),
  }),
  /** To an agent: forget the card session (the visitor went home or time ran out). */
  z.strictObject({ type: z.literal('forget-card') }),
  /** To an agent: what a scanner typed as a keyboard; the agent says what it is and keeps nothing else of it. */
  z.strictObject({ type: z.literal('scanned-keys'), text: z.string().max(256) }),
  /** To an agent: how an announcement it sent ended on this page. */
  z.strictObject({
    type: z.literal('announced'),
    id: z.string().max(64),
    end: z.enum(['played', 'failed', 'blocked', 'no-voice']),
  }),
  /** To an agent, or to the hub from a board without one: this page has shown a medium, for so long. */
  z.strictObject({
    type: z.literal('medium-shown'),
    mediumId: idSchema,
    seconds: z.int().min(0).max(86_400),
  }),
  /** To an agent: this page cannot show a medium whose file it has. */
  z.strictObject({ type: z.literal('medium-failed'), mediumId: idSchema }),
  /** To the hub, from an agent: what its devices' lines have seen; kept in memory, never an event. */
  z.strictObject({ type: z.literal('device-counters'), devices: z.array(deviceCounters).max(200) }),
  z.strictObject({ type: z.literal('ping') }),
])
/** What a page or an agent sends. */
export type ClientMessage = z.infer<typeof clientMessage>
/** What a page or an agent may write: defaults may be left out. */
export type ClientMessageInput = z.input<typeof clientMessage>

/** The envelope is checked; what the domain made is trusted as it came from our own hub. */
const recorded = z.custom<RecordedEvent>(
  (value) =>
    typeof value === 'object' && value !== null && 'revision' in value && 'type' in value && 'at' in value,
)
const snapshot = z.custom<CentreSnapshot>(
  (value) => typeof value === 'object' && value !== null && 'revision' in value,
)

/** What a page may know of a card on the reader: never the number or the name in clear. */
export const cardSeen = z.object({
  sessionId: z.string(),
  maskedName: z.string(),
  idTail: z.string(),
  age: z.int().nullable(),
})
/** An ID card on the reader, without the person. */
export type CardSeen = z.infer<typeof cardSeen>

/** What was held under the code scanner; the text of a code that is not ours goes nowhere. */
export const codeSeen = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket'), ticketId: idSchema }),
  z.object({ kind: z.literal('booking'), bookingId: idSchema }),
  z.object({ kind: z.literal('unknown') }),
])
/** A code that was scanned. */
export type CodeSeen = z.infer<typeof codeSeen>

/** How the print of one ticket stands on this machine. */
export const printProgress = z.object({
  ticketId: z.string(),
  state: z.enum(['printing', 'confirmed', 'weak', 'refused', 'unknown']),
  /** A printer fault ('paper-end', 'cover-open', 'cutter', 'offline', …) or null. */
  reason: z.string().nullable(),
})
/** How far a print has come. */
export type PrintProgress = z.infer<typeof printProgress>

/** From the hub or an agent. */
export const serverMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    protocol: z.int(),
    identity,
    capabilities,
    /** The server's clock, ISO 8601: pages show it, not their own. */
    serverTime: z.string(),
    head: z.int(),
    /** Of the hub's log; a hub of an earlier epoch than one seen before is not followed. */
    epoch: z.int().min(1).default(1),
  }),
  z.object({ type: z.literal('snapshot'), revision: z.int(), state: snapshot }),
  z.object({ type: z.literal('events'), events: z.array(recorded) }),
  z.object({ type: z.literal('result'), commandId: z.string(), ok: z.literal(true), value: z.unknown() }),
  z.object({ type: z.literal('refused'), commandId: z.string(), problem }),
  z.object({ type: z.literal('goodbye'), problem }),
  z.object({ type: z.literal('pong') }),
  /** Agent only: whether its hub answers, and since when (ISO). */
  z.object({
    type: z.literal('hub-link'),
    connected: z.boolean(),
    since: z.string(),
    /** How many steps done here wait to be merged; null where this machine cannot go on without its hub. */
    pending: z.int().nullable().default(null),
  }),
  /** Agent only: a card was put on the reader or lifted. */
  z.object({ type: z.literal('card'), card: cardSeen.nullable() }),
  z.object({ type: z.literal('card-reader'), state: z.string(), reason: z.string().nullable() }),
  /** Agent only: a code was held under the scanner. */
  z.object({ type: z.literal('code'), code: codeSeen }),
  z.object({ type: z.literal('printer'), state: z.string(), reason: z.string().nullable() }),
  z.object({ type: z.literal('print'), progress: printProgress }),
  /** Agent only: speak this now (a WAV as base64), for boards that are the hall's speaker. */
  z.object({ type: z.literal('announce'), id: z.string(), text: z.string(), wav: z.string() }),
  /** Agent only: read this aloud with a voice of this machine, one sentence after the other. */
  z.object({
    type: z.literal('announce-text'),
    id: z.string(),
    text: z.string(),
    words: z.array(z.object({ language: z.enum(['zh-CN', 'en-US']), text: z.string() })),
    volume: z.number(),
  }),
])
/** What a hub or an agent sends. */
export type ServerMessage = z.infer<typeof serverMessage>
