import { ok } from '#basics'
import { isPermitted, type OfflineStep, refuse } from '#domain'
import type { OfflineRecord, WireCommand } from '#protocol'
import type { Identity } from '../access/identify.ts'
import { type Answer, actorName, type Request } from '../core/batch.ts'
import type { SealedField } from '../store/event_store.ts'
import type { HubParts } from './hub_parts.ts'
import { sealedWords } from './translate/words.ts'

type Merge = Extract<WireCommand, { name: 'merge-offline' }>

/** A wire step as the rules take it, with the vault rows that go with it. */
interface Opened {
  readonly step: OfflineStep
  readonly sealed: readonly SealedField[]
}

/** Opens what was sealed on the machine and seals it for the vault; what cannot be opened is anonymous, and logged. */
async function personOf(hub: HubParts, { step, commandId, businessDay }: OfflineRecord) {
  const nobody = { personRef: null, sealed: [] as readonly SealedField[] }
  if (step.did !== 'issue' || step.person === null) return nobody
  const person = hub.vault.openPost(step.person)
  const sealed =
    person === null
      ? refuse('person-unknown')
      : await hub.vault.sealPerson(person, businessDay, hub.clock.now())
  if (sealed.ok) return sealed.value
  hub.log.warn({ commandId }, 'the person of a number given offline is not readable')
  return nobody
}

function commentOf(hub: HubParts, { step, commandId }: OfflineRecord) {
  const sealed = step.did === 'rate' ? step.comment : null
  return sealedWords(hub, 'comment', commandId, sealed === null ? '' : hub.vault.openPost(sealed)?.words)
}

async function opened(hub: HubParts, record: OfflineRecord): Promise<Opened> {
  const { step } = record
  switch (step.did) {
    case 'issue': {
      const { person: _, groupSize, bookingId, ...given } = step
      const { personRef, sealed } = await personOf(hub, record)
      const group = groupSize === undefined ? {} : { groupSize }
      const booking = bookingId === undefined ? {} : { bookingId }
      return { step: { ...given, ...group, ...booking, personRef }, sealed }
    }
    case 'rate': {
      const { comment: _, ...given } = step
      const { ref, sealed } = commentOf(hub, record)
      return { step: { ...given, commentRef: ref }, sealed }
    }
    case 'print-result': {
      const { printed, ...given } = step
      return { step: { ...given, result: printed }, sealed: [] }
    }
    case 'counter':
    case 'desk':
    case 'reprint':
      return { step, sealed: [] }
  }
}

async function requestOf(
  hub: HubParts,
  identity: Identity,
  record: OfflineRecord,
  insist: boolean,
): Promise<Request> {
  const { step, sealed } = await opened(hub, record)
  const { occurredAt, businessDay } = record
  const replaces = record.commandId.toUpperCase()
  return {
    commandId: `${replaces}:offline`,
    replaces,
    actor: identity,
    command: { type: 'merge-offline', occurredAt, businessDay, step, online: null, insist },
    fingerprint: hub.vault.fingerprint(`${actorName(identity)} offline ${replaces}`),
    sealed,
    reply: (state) => ({ revision: state.revision }),
  }
}

/** Calls may have to wait for another machine's numbers, all for their day: what follows is not begun before it is done. */
const mayWait = (hub: HubParts, { step, businessDay }: OfflineRecord) =>
  (step.did === 'counter' && step.command.type === 'call-number') ||
  businessDay !== hub.centre.state().businessDay

/**
 * Takes up what a machine did while the hub was away, each step under the id of its press and in order; answers how
 * many, from the first on, are durable. Steps that arrive together are committed together.
 */
export async function mergeOffline(hub: HubParts, identity: Identity, { body }: Merge): Promise<Answer> {
  if (!isPermitted(identity, 'merge-offline')) return refuse('forbidden')
  const requests = await Promise.all(
    body.records.map((record) => requestOf(hub, identity, record, body.insist)),
  )
  const asked: Promise<Answer>[] = []
  for (const [index, request] of requests.entries()) {
    const answer = hub.centre.execute(request)
    asked.push(answer)
    const record = body.records[index]
    if (record !== undefined && mayWait(hub, record) && !(await answer).ok) break
  }
  const answers = await Promise.all(asked)
  const failed = answers.findIndex((answer) => !answer.ok)
  const refusal = answers[failed]
  if (refusal === undefined || refusal.ok)
    return ok(JSON.stringify({ merged: answers.length, waitsFor: null }))
  const { code, detail } = refusal.error
  hub.log.info({ code, merged: failed }, 'a merge stopped')
  if (code !== 'not-merged-yet') return failed > 0 ? partly(failed, null) : refusal
  return partly(failed, String(detail.number ?? ''))
}

const partly = (merged: number, waitsFor: string | null): Answer => ok(JSON.stringify({ merged, waitsFor }))
