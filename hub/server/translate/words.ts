import type { SealedField } from '../../store/event_store.ts'
import type { HubParts } from '../hub_parts.ts'

/** Free words sealed: the reference an event may carry, and the row to write; null and none for no words. */
export interface WordsSealed {
  readonly ref: string | null
  readonly sealed: readonly SealedField[]
}

/** Seals words under a reference made of their command's id, so that a repetition says the same. */
export function sealedWords(
  { vault, clock }: HubParts,
  kind: 'note' | 'comment',
  commandId: string,
  words: string | undefined,
): WordsSealed {
  if (words === undefined || words.trim() === '') return { ref: null, sealed: [] }
  const ref = `w-${commandId.toUpperCase()}`
  return { ref, sealed: [vault.sealWords(kind, ref, words.trim(), clock.now())] }
}
