import type { Result } from '#basics'
import { sameBytes } from '../framing/bytes.ts'
import { decodeContent } from './codec.ts'
import type { Silence } from './sam_line.ts'
import {
  newAddressText,
  type SamCommand,
  type SamReply,
  samCommands,
  troubleOf,
  unknownCommand,
  withoutFingerprint,
  words,
} from './sam_table.ts'
import type { CardPerson, IdCardFault } from './types.ts'

/** Something is wrong with the reader or its line, not with a card. */
export interface Trouble {
  readonly kind: 'trouble'
  readonly trouble: IdCardFault | 'lost'
}

/** What a card said, and the bytes it said it in. */
export interface CardContent {
  readonly kind: 'content'
  readonly person: CardPerson
  readonly content: Uint8Array
}

/** Why a card gave nothing. */
export interface CardTrouble {
  readonly kind: 'failed'
  readonly reason: 'read-failed' | 'not-understood'
}

const failed = (reason: CardTrouble['reason']): CardTrouble => ({ kind: 'failed', reason })

/** Reads the card that was found, and asks whether it is still there. */
export interface CardReading {
  ask(command: SamCommand): Promise<SamReply | Trouble>
  content(): Promise<CardContent | CardTrouble | Trouble>
  presence(content: Uint8Array): Promise<'there' | 'gone' | 'other' | Trouble>
}

const withAddress = (person: CardPerson, address: string): CardPerson =>
  person.kind === 'mainland' || person.kind === 'hmt' ? { ...person, address } : person

/** The command a card's content is read with; what it brings of a fingerprint is dropped unread. */
export type ContentCommand = 'read' | 'readWithFingerprint'

/** How often a new address is asked for when the card does not answer well. */
const addressTries = 2

/** Makes a reading over a way to ask; `command` is what the content is read with. */
export function cardReading(
  question: (command: SamCommand) => Promise<Result<SamReply, Silence>>,
  command: ContentCommand,
): CardReading {
  /** Older modules do not know the new address. */
  let addressKnown = true

  const ask = async (asked: SamCommand): Promise<SamReply | Trouble> => {
    const answer = await question(asked)
    if (!answer.ok) return { kind: 'trouble', trouble: answer.error }
    const trouble = troubleOf(answer.value.word)
    return trouble === null ? answer.value : { kind: 'trouble', trouble }
  }
  const newAddress = async (): Promise<string | Trouble> => {
    for (let left = addressTries; left > 0 && addressKnown; left -= 1) {
      const answer = await ask(samCommands.newAddress)
      if ('trouble' in answer) return answer
      if (answer.word === words.ok) return newAddressText(answer.data)
      if (answer.word === words.notOnCard) return ''
      if (unknownCommand(answer.word)) addressKnown = false
    }
    return ''
  }
  const readBytes = async (): Promise<Uint8Array | CardTrouble | Trouble> => {
    const answer = await ask(samCommands[command])
    if ('trouble' in answer) return answer
    if (answer.word !== words.ok) return failed('read-failed')
    if (command === 'read') return answer.data
    return withoutFingerprint(answer.data) ?? failed('not-understood')
  }

  return {
    ask,
    async content() {
      const selected = await ask(samCommands.select)
      if ('trouble' in selected) return selected
      const content = await readBytes()
      if ('kind' in content) return content
      const decoded = decodeContent(content)
      if (!decoded.ok) return failed('not-understood')
      const address = await newAddress()
      if (typeof address === 'object') return address
      if (address === '') return { kind: 'content', person: decoded.value, content }
      // A card that took the first one's place meanwhile must not lend it an address.
      const again = await readBytes()
      if ('kind' in again) return again
      if (!sameBytes(content, again)) return failed('read-failed')
      return { kind: 'content', person: withAddress(decoded.value, address), content }
    },
    async presence(content) {
      if (addressKnown) {
        const answer = await ask(samCommands.newAddress)
        if ('trouble' in answer) return answer
        if (!unknownCommand(answer.word)) {
          return answer.word === words.ok || answer.word === words.notOnCard ? 'there' : 'gone'
        }
        addressKnown = false
      }
      const bytes = await readBytes()
      if (!('kind' in bytes)) return sameBytes(bytes, content) ? 'there' : 'other'
      return bytes.kind === 'failed' ? 'gone' : bytes
    },
  }
}
