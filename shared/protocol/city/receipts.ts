import { z } from 'zod'

/** A record the city did not take, and why. */
export const rejection = z.object({ revision: z.int(), code: z.int(), message: z.string().max(300) })
/** A record the city does not take, and why. */
export type Rejection = z.infer<typeof rejection>

/** The city's receipt. `nextRevision` and `nextSeq` say where the sender goes on, whatever happened. */
export const cityAck = z.object({
  msgId: z.string(),
  code: z.int(),
  message: z.string(),
  nextRevision: z.int(),
  nextSeq: z.int(),
  /** Records taken in by this message; those already there are not counted. */
  accepted: z.int(),
  /** Records of this message that are not taken; the rest is. The same message again is told the same. */
  rejected: z.array(rejection).readonly(),
  /** The last place of what the city has for this site. */
  downHead: z.int(),
})
/** The city's receipt for a message. */
export type CityAck = z.infer<typeof cityAck>

/** Header of an answer: '<algorithm>:<text>' over `answerText`, made by the city. */
export const answerSignHeader = 'x-city-sign'

/** What the city signs: the message it answers and the digest of its answer's text. */
export const answerText = (msgId: string, digest: string): string => `${msgId}\n${digest}`
