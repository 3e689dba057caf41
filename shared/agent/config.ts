import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { err, ok, type Result } from '#basics'
import { deviceTypes, isQueueName } from '#drivers'
import { idSchema } from '#protocol'

const baudRate = z.int().min(1_200).max(921_600)
/** Left out: what the template says of its line, or 57600 for BX cards. */
const lineRate = baudRate.optional()

/** A serial path (`/dev/ttyUSB0`, `COM3`), a printer's `/dev/usb/lp0` or `spool://queue`, or `tcp://host:port`; one of the two. */
const place = { path: z.string().min(1).optional(), tcp: z.string().min(1).optional() }
const hasPlace = ({ path, tcp }: { path?: string | undefined; tcp?: string | undefined }) =>
  (path === undefined) !== (tcp === undefined)
const onePlace = { error: 'needs either path or tcp' }

const idCard = z
  .strictObject({
    ...place,
    baudRate: baudRate.default(115_200),
    /** A reader on USB HID instead: its ids as the system prints them, `0400:c35a`. */
    hid: z
      .string()
      .regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/i)
      .optional(),
    /** How reports reach a HID reader; which of the two it wants is found by trying. */
    hidReports: z.enum(['plain', 'control']).default('plain'),
    /** A reader behind a vendor's library instead: the helper program that speaks for it. */
    helper: z
      .strictObject({ command: z.string().min(1), args: z.array(z.string()).max(20).default([]) })
      .optional(),
    /** For modules that give the text only together with the fingerprint (30 10), which is dropped unread. */
    fingerprintRead: z.boolean().default(false),
    /** Tells the module to exchange at most 0x50 bytes with a card at once (61 FF 50). */
    limitRf: z.boolean().default(false),
  })
  .refine(
    ({ path, tcp, hid, helper }) => [path, tcp, hid, helper].filter((way) => way !== undefined).length === 1,
    {
      error: 'needs one of path, tcp, hid and helper',
    },
  )

/** A scanner on a line, or one that types as a keyboard into the page. */
const codeScanner = z.union([
  z
    .strictObject({
      ...place,
      baudRate: baudRate.default(9_600),
      /** What the scanner was set to put around each code. */
      prefix: z.string().max(16).default(''),
      suffix: z.string().max(16).default(''),
    })
    .refine(hasPlace, onePlace),
  z.strictObject({ keyboard: z.literal(true) }),
])

const ticketPrinter = z
  .strictObject({
    ...place,
    baudRate: baudRate.default(115_200),
    widthMm: z.union([z.literal(80), z.literal(58)]).default(80),
    charset: z.enum(['gbk', 'gb2312']).default('gbk'),
    /** How the printer proves a printed ticket (ESC/POS GS ( H); `learn` finds out, `paper-byte` is for old boards. */
    proof: z.enum(['process-id', 'queued-status', 'learn', 'paper-byte']).default('learn'),
    /** Length of a new roll in mm, for the forecast; null where nobody measured. */
    rollMm: z.number().positive().nullable().default(null),
    /** A printer nothing is heard of (a spooler): trust what was taken, ask a person each time, or refuse it. */
    oneWay: z.enum(['trust', 'ask', 'refuse']).default('trust'),
  })
  .refine(hasPlace, onePlace)

const signLine = z
  .strictObject({
    ...place,
    baudRate: lineRate,
    /** A name in resources/devices or a file: signs that speak a template instead of BX-5K/6K. */
    template: z.string().min(1).optional(),
    ack: z.enum(['onbon', 'any-frame', 'none']).default('onbon'),
    deviceType: z.enum(Object.keys(deviceTypes) as [keyof typeof deviceTypes]).default('any'),
    signs: z
      .array(z.strictObject({ counterId: idSchema, address: z.int().min(1).max(65_533) }))
      .min(1)
      .max(64),
  })
  .refine(hasPlace, onePlace)

/** Call pads; the same path or address as the signs' line makes one line of both. */
const callPads = z
  .strictObject({
    ...place,
    baudRate: lineRate,
    template: z.string().min(1),
    pads: z
      .array(
        z.strictObject({
          counterId: idSchema,
          address: z.int().min(0).max(65_535),
          /** Token of the counter's device, where this machine is not that counter's. */
          deviceToken: z.string().min(1).max(200).optional(),
        }),
      )
      .min(1)
      .max(64),
  })
  .refine(hasPlace, onePlace)

/** A serial evaluator: a pad for the hub, whose token it needs. */
const evaluator = z
  .strictObject({
    ...place,
    baudRate: lineRate,
    template: z.string().min(1),
    address: z.int().min(0).max(65_535).default(1),
    counterId: idSchema,
    padToken: z.string().min(1).max(200),
  })
  .refine(hasPlace, onePlace)

/** A printer of A4 pages, by the name of its queue. */
const pagePrinter = z.strictObject({
  queue: z.string().refine(isQueueName, { error: 'is no name of a printer queue' }),
  /** Who hands pages over: the agent with lp (CUPS), or the shell through Electron, which Windows needs. */
  by: z.enum(['agent', 'shell']).default(process.platform === 'win32' ? 'shell' : 'agent'),
})

const announcer = z.strictObject({
  /** Folder of the voice pack, or the name of one in resources/voice. */
  pack: z.string().min(1).default('stand-in'),
  /** player: the machine's sound card · page: the board's page · file: WAV files in dataDir/audio · dock. */
  sink: z.enum(['player', 'page', 'file', 'dock']),
  /** `http://host:port/speech` of the device dock, and its token. */
  dockUrl: z.url().optional(),
  dockToken: z.string().optional(),
  /** Softens what the centre's rules say, where this machine's loudspeakers are loud. */
  volume: z.number().min(0).max(1).default(1),
  /** Zones whose counters are called here; none = all. What, when and how loud is the centre's (console). */
  zones: z.array(z.string().min(1).max(40)).max(32).default([]),
})

/** What one machine's agent is told: where its hub is, who it is, which devices hang on it. */
export const agentConfig = z.strictObject({
  hubUrl: z.url(),
  deviceId: idSchema,
  deviceToken: z.string().min(1).max(200),
  /** Of 127.0.0.1; 0 takes a free one. */
  port: z.int().min(0).max(65_535),
  counterId: idSchema.nullable().default(null),
  devices: z
    .strictObject({
      idCard: idCard.optional(),
      codeScanner: codeScanner.optional(),
      ticketPrinter: ticketPrinter.optional(),
      /** Prints what the first refuses before its first byte. */
      secondTicketPrinter: ticketPrinter.optional(),
      signLine: signLine.optional(),
      callPads: callPads.optional(),
      evaluator: evaluator.optional(),
      pagePrinter: pagePrinter.optional(),
      announcer: announcer.optional(),
    })
    .default({}),
  /** Before `/t/<ticket id>` in the QR code: where visitors' phones reach the hub. */
  ticketUrlBase: z.url(),
  dataDir: z.string().min(1),
  /** Voice packs, ticket templates, fonts; those of the program unless told otherwise. */
  resourcesDir: z
    .string()
    .min(1)
    .default(() => fileURLToPath(new URL('../../resources', import.meta.url))),
})
/** An agent's settings, every default filled in. */
export type AgentConfig = z.output<typeof agentConfig>
/** An agent's settings as they are written: defaults may be left out. */
export type AgentConfigInput = z.input<typeof agentConfig>

/** What the machine is for. */
export const agentRole = z.enum(['kiosk', 'query', 'counter', 'display'])
/** What the machine of an agent is. */
export type AgentRole = z.infer<typeof agentRole>

/** Reads a configuration file; the error is a sentence for the person who sets the machine up. */
export function readAgentConfig(file: string): Result<AgentConfig, string> {
  let raw: unknown
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return err(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const parsed = agentConfig.safeParse(raw)
  return parsed.success ? ok(parsed.data) : err(`${file}: ${z.prettifyError(parsed.error)}`)
}
