import { localMoment, type Medium } from '#domain'
import { mediumSchema } from '#protocol'
import { type Faults, faultsOf, withFaults } from '../edit/faults.ts'

const minuteMs = 60_000
const momentPattern = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/
const timePattern = /^([01]\d|2[0-4]):[0-5]\d$/

/** A medium as it is edited: times as a person writes them, in the centre's zone. */
export interface MediumDraft extends Pick<Medium, 'title' | 'priority' | 'enabled'> {
  readonly validFrom: string
  /** '' = for good. */
  readonly validUntil: string
  /** '' = all day. */
  readonly dailyFrom: string
  readonly dailyTo: string
}

const two = (figure: number) => String(figure).padStart(2, '0')

/** A time (ms since the epoch) as it is written, 'YYYY-MM-DD HH:MM' in a zone of so many minutes. */
export function momentText(at: number, zoneMinutes: number): string {
  const { date, minute } = localMoment(at, zoneMinutes)
  return `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** What was written as a time, or null where it is none. */
export function momentOf(text: string, zoneMinutes: number): number | null {
  if (!momentPattern.test(text)) return null
  const at = Date.parse(`${text.replace(' ', 'T')}:00Z`) - zoneMinutes * minuteMs
  return Number.isFinite(at) && momentText(at, zoneMinutes) === text ? at : null
}

/** A medium as a draft. */
export const draftOf = (medium: Medium, zoneMinutes: number): MediumDraft => ({
  title: medium.title,
  priority: medium.priority,
  enabled: medium.enabled,
  validFrom: momentText(medium.validFrom, zoneMinutes),
  validUntil: medium.validUntil === null ? '' : momentText(medium.validUntil, zoneMinutes),
  dailyFrom: medium.daily?.from ?? '',
  dailyTo: medium.daily?.to ?? '',
})

/** The medium that a draft makes of another; only for drafts without faults. */
export function mediumOf(medium: Medium, draft: MediumDraft, zoneMinutes: number): Medium {
  const { title, priority, enabled, dailyFrom: from, dailyTo: to } = draft
  return {
    ...{ ...medium, title, priority, enabled },
    validFrom: momentOf(draft.validFrom, zoneMinutes) ?? medium.validFrom,
    validUntil: momentOf(draft.validUntil, zoneMinutes),
    daily: from === '' && to === '' ? null : { from, to },
  }
}

/** What a person has to mend in a draft. */
export function draftFaults(medium: Medium, draft: MediumDraft, zoneMinutes: number): Faults {
  const { validFrom, validUntil, dailyFrom, dailyTo } = draft
  const from = momentOf(validFrom, zoneMinutes)
  const until = momentOf(validUntil, zoneMinutes)
  const isDaily = dailyFrom !== '' || dailyTo !== ''
  const faults: (readonly [string, 'format' | 'range'])[] = []
  if (from === null) faults.push(['validFrom', 'format'])
  if (validUntil !== '' && until === null) faults.push(['validUntil', 'format'])
  if (from !== null && until !== null && until <= from) faults.push(['validUntil', 'range'])
  if (isDaily && !timePattern.test(dailyFrom)) faults.push(['dailyFrom', 'format'])
  if (isDaily && !timePattern.test(dailyTo)) faults.push(['dailyTo', 'format'])
  const plain = { ...medium, title: draft.title }
  return withFaults(faultsOf(mediumSchema, plain), faults)
}

/** What has to be saved so that a medium changes places with its neighbour of the same priority. */
export function moved(inOrder: readonly Medium[], id: string, by: -1 | 1): readonly Medium[] {
  const at = inOrder.findIndex((medium) => medium.id === id)
  const [one, other] = [inOrder[at], inOrder[at + by]]
  if (one === undefined || other === undefined || one.priority !== other.priority) return []
  const turned = inOrder.with(at, other).with(at + by, one)
  return turned.flatMap((medium, order) => (medium.order === order ? [] : [{ ...medium, order }]))
}
