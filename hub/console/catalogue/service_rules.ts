import { brokenStretch, type Service } from '#domain'
import { serviceSchema } from '#protocol'
import { type Faults, faultsOf, withFaults } from '../edit/faults.ts'

/** Letters of numbers: I and O look like 1 and 0. */
const letter = /^[A-HJ-NP-Z]$/

/** What is wrong with a draft of a service: the protocol's rules, its letter, its hours, and its identifier if it is new. */
export function serviceFaults(draft: Service, isNew: boolean, ids: ReadonlySet<string>): Faults {
  const broken = brokenStretch(draft.hours)
  const own = [
    ...(broken === null ? [] : [[`hours.${broken}.to`, 'range'] as const]),
    ...(letter.test(draft.prefix) ? [] : [['prefix', 'format'] as const]),
    ...(isNew && ids.has(draft.id) ? [['id', 'taken'] as const] : []),
  ]
  const { booking, ...unbookable } = draft
  return withFaults(faultsOf(serviceSchema, booking === undefined ? unbookable : draft), own)
}

const empty = { zh: '', en: '' }

/** A new service before anything was filled in. */
export const blankService: Service = {
  id: '',
  prefix: '',
  group: 'guidance',
  pictogram: 'signpost',
  name: empty,
  summary: empty,
  audience: empty,
  materials: [],
  procedure: [],
  basis: empty,
  fee: { zh: '免费', en: 'Free of charge' },
  timeLimit: empty,
  hours: [],
  dailyQuota: null,
  targetMinutes: 30,
  meanMinutes: 12,
  carryOver: false,
  enabled: true,
}
