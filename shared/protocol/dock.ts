import { z } from 'zod'

/** A fictional person whose card can be put on the simulated reader. */
export const dockPerson = z.object({
  id: z.string(),
  /** For the picture on the dock; every person there is invented. */
  name: z.string(),
  sex: z.string(),
  age: z.int(),
  kind: z.string(),
  note: z.string(),
})
/** An invented holder of an ID card. */
export type DockPerson = z.infer<typeof dockPerson>

/** A ticket as the simulated printer's own parser read it from the bytes. */
export const dockPaper = z.object({
  id: z.string(),
  at: z.string(),
  /** The largest line of text on it: the number. */
  number: z.string().nullable(),
  /** Every text line in order. */
  lines: z.array(z.string()),
  qr: z.string().nullable(),
  complete: z.boolean(),
  svg: z.string(),
})
/** A ticket the simulated printer has put out. */
export type DockPaper = z.infer<typeof dockPaper>

/** A sign as its own parser drew it: 16 rows of 64 dots, '1' lit. */
export const dockSign = z.object({
  address: z.int(),
  text: z.string(),
  mode: z.string(),
  dots: z.array(z.string()),
  updatedAt: z.string().nullable(),
})

/** What the hall heard. */
export const dockSpeech = z.object({
  id: z.string(),
  at: z.string(),
  text: z.string(),
  durationMs: z.number(),
})
/** Something that was announced. */
export type DockSpeech = z.infer<typeof dockSpeech>

/** All simulated devices as they would look. */
export const dockState = z.object({
  people: z.array(dockPerson),
  reader: z.object({ personId: z.string().nullable(), fault: z.string(), faults: z.array(z.string()) }),
  printer: z.object({
    switches: z.record(z.string(), z.boolean()),
    papers: z.array(dockPaper),
    printing: z.boolean(),
  }),
  scanner: z.object({ fault: z.string(), faults: z.array(z.string()) }),
  signs: z.object({ fault: z.string(), faults: z.array(z.string()), list: z.array(dockSign) }),
  /** The call pad of counter 1, as its own parser has it. */
  pad: z.object({
    text: z.string(),
    beeps: z.int(),
    /** A key is pressed and nobody has fetched it. */
    waiting: z.boolean(),
    fault: z.string(),
    faults: z.array(z.string()),
  }),
  evaluator: z.object({
    asking: z.boolean(),
    litKey: z.int().nullable(),
    /** How often it asked aloud. */
    prompts: z.int(),
    fault: z.string(),
    faults: z.array(z.string()),
  }),
  audio: z.object({ log: z.array(dockSpeech) }),
})
/** All simulated devices as they would look. */
export type DockState = z.infer<typeof dockState>

/** What a person does at the dock. */
export const dockCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), token: z.string().max(200) }),
  z.strictObject({ type: z.literal('place-card'), personId: z.string().max(40) }),
  z.strictObject({ type: z.literal('lift-card') }),
  z.strictObject({ type: z.literal('reader-fault'), fault: z.string().max(40) }),
  z.strictObject({ type: z.literal('scan-code'), text: z.string().min(1).max(300) }),
  z.strictObject({ type: z.literal('scanner-fault'), fault: z.string().max(40) }),
  z.strictObject({ type: z.literal('printer-switch'), name: z.string().max(40), on: z.boolean() }),
  z.strictObject({ type: z.literal('clear-papers') }),
  z.strictObject({ type: z.literal('sign-fault'), fault: z.string().max(40) }),
  z.strictObject({ type: z.literal('pad-key'), key: z.int().min(1).max(6) }),
  z.strictObject({ type: z.literal('pad-fault'), fault: z.string().max(40) }),
  z.strictObject({ type: z.literal('evaluator-key'), key: z.int().min(1).max(5) }),
  z.strictObject({ type: z.literal('evaluator-fault'), fault: z.string().max(40) }),
])
/** What a hand does to a simulated device. */
export type DockCommand = z.infer<typeof dockCommand>

/** From the dock: the whole state whenever it changes (it is small). */
export const dockMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('state'), state: dockState }),
  /** An announcement's sound, once, as it begins: a WAV as base64. */
  z.object({ type: z.literal('sound'), id: z.string(), wav: z.string() }),
  z.object({ type: z.literal('error'), message: z.string() }),
])
/** What the dock sends its page. */
export type DockMessage = z.infer<typeof dockMessage>

/** What the hall agent's dock sink posts for each announcement (`POST /speech`, bearer token). */
export const dockSpeechPost = z.strictObject({ text: z.string(), durationMs: z.number(), wav: z.string() })
