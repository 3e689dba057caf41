import type { CommandDraft } from '#client'
import type { Claim } from '#domain'
import { noParty, type PartyDraft } from './party_fields.tsx'

/** A number as the desk fills it in for somebody; what is left empty is not sent. */
export interface IssueDraft {
  readonly serviceId: string | null
  readonly claims: readonly Claim[]
  readonly idNumber: string
  readonly name: string
  /** Who acts for that person (代理人). */
  readonly agentId: string
  readonly agentName: string
  readonly groupSize: number
  readonly party: PartyDraft
}

/** Nothing filled in yet. */
export const emptyIssue: IssueDraft = {
  serviceId: null,
  claims: [],
  idNumber: '',
  name: '',
  agentId: '',
  agentName: '',
  groupSize: 1,
  party: noParty,
}

const personOf = (idNumber: string, name: string) => ({
  ...(idNumber.trim() === '' ? {} : { idNumber: idNumber.trim().toUpperCase() }),
  ...(name.trim() === '' ? {} : { name: name.trim() }),
})

const isNamed = (person: object) => Object.keys(person).length > 0

/** What is sent for a draft: anonymous unless a person is named. */
export function issueCommand(
  { claims, idNumber, name, agentId, agentName, groupSize, party }: IssueDraft,
  serviceId: string,
  hasPrinter: boolean,
  locale: 'zh' | 'en',
): Extract<CommandDraft, { name: 'issue' }> {
  const person = personOf(idNumber, name)
  const agent = personOf(agentId, agentName)
  const matterRef = party.matterRef.trim()
  return {
    name: 'issue',
    body: {
      serviceId,
      claims: [...claims],
      ...(groupSize > 1 ? { groupSize } : {}),
      ...(matterRef === '' ? {} : { party: { ...party, matterRef } }),
      ...(isNamed(person) ? { visitor: person } : { anonymous: true }),
      ...(isNamed(agent) ? { agent } : {}),
      // Without a printer the number goes from mouth to ear and is valid at once.
      delivery: hasPrinter ? 'print' : 'spoken',
      locale,
    },
  }
}
