import { createHmac, hash } from 'node:crypto'
import { ok, type Result } from '#basics'
import { ageOn, parseIdNumber, type Refusal, refuse } from '#domain'
import type { EventStore, SealedField } from '../store/event_store.ts'
import type { VaultKeys } from './keys.ts'
import { openField, sealField } from './seal.ts'

/** Who takes a number, as given at the border. */
export interface Person {
  readonly idNumber?: string | undefined
  readonly name?: string | undefined
  readonly phone?: string | undefined
}

/** A person sealed: the reference that events may carry, the age on the business day, the rows to write. */
export interface SealedPerson {
  readonly personRef: string | null
  readonly age: number | null
  readonly sealed: readonly SealedField[]
}

/** How long personal data is kept after its last use, in hours. */
export interface Retention {
  readonly person: number
  readonly note: number
  readonly comment: number
}

/** Where personal data is sealed and opened again; nothing of it is ever in an event. */
export interface Vault {
  /** Seals a person; the same ID number gets the same reference until it is purged. Refuses 'invalid' with the field. */
  sealPerson(person: Person, day: string, now: number): Promise<Result<SealedPerson, Refusal>>
  /** Seals words under a reference. */
  sealWords(kind: 'note' | 'comment', ref: string, words: string, now: number): SealedField
  /** Opens everything under a reference by field name; empty when it has been purged. */
  open(ref: string): Promise<Readonly<Record<string, string>>>
  /** The keyed digest by which a person is found again. Refuses 'invalid' when it is no ID number. */
  lookupOf(idNumber: string): Result<string, Refusal>
  /** A keyed digest that tells two bodies apart without giving away what is in them. */
  fingerprint(text: string): string
  /** The reference of the person of an ID number; a person nobody has met has one that nothing refers to. */
  findPerson(idNumber: string, now: number): Promise<Result<string, Refusal>>
  /** Forgets what is older than its retention, but for people still needed; returns how many fields. */
  purge(retention: Retention, now: number, needed: ReadonlySet<string>): Promise<number>
}

const hourMs = 3_600_000
const rememberedRefs = 20_000
const oldest = 150

/** Makes the vault over a store. */
export function openVault(store: EventStore, keys: VaultKeys, newId: () => string): Vault {
  // A person's reference is known here before it is committed: two commands of one batch must agree on it.
  const refs = new Map<string, string>()
  const digest = (purpose: string, text: string) =>
    createHmac('sha256', keys.lookup).update(`${purpose}|${text}`).digest('base64url')

  // Made for every command: hashed in one go behind a secret, and cut off, so that nobody can go on from its end.
  const fingerprintKey = digest('command', '')

  const refOf = async (lookup: string, now: number) => {
    const fresh = newId()
    const stored = await store.claimRef(lookup, fresh, now)
    // Asked after the store: another command may have named the person while it was read.
    const ref = stored ?? refs.get(lookup) ?? fresh
    refs.set(lookup, ref)
    const [first] = refs.keys()
    if (refs.size > rememberedRefs && first !== undefined) refs.delete(first)
    return ref
  }

  const sealPerson: Vault['sealPerson'] = async ({ idNumber, name, phone }, day, now) => {
    const fields: [string, string, string | null][] = []
    let age: number | null = null
    let ref: string | null = null
    if (idNumber !== undefined && idNumber.trim() !== '') {
      const parsed = parseIdNumber(idNumber)
      age = parsed.ok ? ageOn(parsed.value.birthDate, day) : -1
      if (!parsed.ok || age < 0 || age > oldest) return refuse('invalid', { field: 'visitor.idNumber' })
      const lookup = digest('id-number', parsed.value.text)
      ref = await refOf(lookup, now)
      fields.push(['idNumber', parsed.value.text, lookup])
    }
    if (name !== undefined && name.trim() !== '') fields.push(['name', name.trim(), null])
    if (phone !== undefined && phone.trim() !== '') fields.push(['phone', phone.trim(), null])
    if (fields.length === 0) return ok({ personRef: null, age, sealed: [] })
    const personRef = ref ?? newId()
    const sealed = fields.map(([field, text, lookup]) =>
      sealField(keys, { ref: personRef, kind: 'person', field, lookup, at: now }, text),
    )
    return ok({ personRef, age, sealed })
  }

  return {
    sealPerson,
    lookupOf(idNumber) {
      const parsed = parseIdNumber(idNumber)
      return parsed.ok ? ok(digest('id-number', parsed.value.text)) : refuse('invalid', { field: 'idNumber' })
    },
    sealWords: (kind, ref, words, now) =>
      sealField(keys, { ref, kind, field: 'words', lookup: null, at: now }, words),
    async open(ref) {
      const fields = await store.sealedFields(ref)
      return Object.fromEntries(fields.map((field) => [field.field, openField(keys, field)]))
    },
    fingerprint: (text) => hash('sha256', fingerprintKey + text, 'base64url').slice(0, 22),
    async findPerson(idNumber, now) {
      const parsed = parseIdNumber(idNumber)
      if (!parsed.ok) return refuse('invalid', { field: 'visitor.idNumber' })
      return ok(await refOf(digest('id-number', parsed.value.text), now))
    },
    async purge(retention, now, needed) {
      let purged = 0
      for (const kind of ['person', 'note', 'comment'] as const)
        purged += await store.purgeSealed(kind, now - retention[kind] * hourMs, [...needed])
      if (purged > 0) refs.clear()
      return purged
    },
  }
}
