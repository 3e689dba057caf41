import { ok, type Result } from '#basics'
import type { RefusalCode, ReportReceipt } from '#domain'
import {
  type CatalogueItem,
  type CityDownRecord,
  type InboxItem,
  type RatingTaskAsked,
  type ReservationMade,
  type ReservationPerson,
  reservationPerson,
} from '#protocol'
import { openText } from '#signing'
import type { Rows } from '../store/rows.ts'

/** What the city may cause in the centre. */
export interface CentreSide {
  /** Makes the booking the city has sold; once, however often it is told. */
  book(made: ReservationMade, person: ReservationPerson): Promise<Result<void, RefusalCode>>
  cancel(reservationId: string, recordId: string): Promise<Result<void, RefusalCode>>
  /** Takes the city's words for a service over; the queue rules stay the centre's. */
  adopt(item: CatalogueItem, recordId: string): Promise<Result<void, RefusalCode>>
  /** Makes a bad rating the city names a task of the centre's. */
  askRating(task: RatingTaskAsked, recordId: string): Promise<Result<void, RefusalCode>>
  /** Takes note of what the city says of a report. */
  noteReceipt(receipt: ReportReceipt, recordId: string): Promise<Result<void, RefusalCode>>
}

/** What a manager sees of what came from the city. */
export interface Inbox {
  /** Takes one record in; false = the centre cannot now, ask again later. */
  take(record: CityDownRecord): Promise<boolean>
  all(): Promise<readonly InboxItem[]>
  find(seq: number): Promise<InboxItem | null>
  settle(seq: number, state: InboxItem['state']): Promise<void>
}

/** 'draft': a manager confirms each change of the catalogue; 'apply': the centre takes it over at once. */
export type CatalogueRule = 'draft' | 'apply'

interface Row {
  readonly seq: number
  readonly msg_type: string
  readonly id: string
  readonly at: string
  readonly data: string
  readonly state: InboxItem['state']
  readonly note: string | null
}

/** What people are shown of an address: never the user and password in it. */
function withoutUser(data: Record<string, unknown>): InboxItem['data'] {
  const { url } = data
  if (typeof url !== 'string' || !URL.canParse(url)) return data
  const address = new URL(url)
  address.username = ''
  address.password = ''
  return { ...data, url: address.href }
}

const shown = ({ msg_type, data, ...row }: Row): InboxItem => ({
  ...row,
  msgType: msg_type,
  data: withoutUser(JSON.parse(data)),
})

function personIn(sealed: string, key: Buffer, id: string): ReservationPerson | null {
  const text = openText(key, sealed, id)
  const parsed = text === null ? null : reservationPerson.safeParse(JSON.parse(text))
  return parsed?.success === true ? parsed.data : null
}

/** What a record leaves behind for people to read: never the person of a booking. */
function kept(record: CityDownRecord): unknown {
  if (record.msgType !== 'RESERVATION') return record.data
  const { reservationId, serviceId, slotAt } = record.data
  return { reservationId, serviceId, slotAt }
}

/** What a manager sees in the list also where nothing was left to do. */
const shownWhenDone: ReadonlySet<string> = new Set(['SERVICE_ITEM', 'EVAL_TASK', 'RECEIPT'])

/** Opens what came from the city. */
export function openInbox(rows: Rows, side: CentreSide, seal: Buffer, rule: CatalogueRule): Inbox {
  const keep = (record: CityDownRecord, state: InboxItem['state'], note: string | null) =>
    rows.change(
      `INSERT INTO city_inbox (seq, msg_type, id, at, data, state, note) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (seq) DO NOTHING`,
      record.seq,
      record.msgType,
      record.id,
      record.at,
      JSON.stringify(kept(record)),
      state,
      note,
    )
  const act = async (record: CityDownRecord): Promise<Result<void, RefusalCode> | 'for a person'> => {
    switch (record.msgType) {
      case 'RESERVATION': {
        const person = personIn(record.data.person, seal, record.data.reservationId)
        return person === null ? { ok: false, error: 'person-unknown' } : side.book(record.data, person)
      }
      case 'RESERVATION_CANCEL': {
        const done = await side.cancel(record.data.reservationId, record.id)
        // Cancelled here already, or checked in meanwhile: the centre's word has gone up and stands.
        return !done.ok && (done.error === 'booking-state' || done.error === 'booking-unknown')
          ? ok(undefined)
          : done
      }
      case 'SERVICE_ITEM':
        return rule === 'apply' ? side.adopt(record.data, record.id) : 'for a person'
      case 'EVAL_TASK':
        return side.askRating(record.data, record.id)
      case 'RECEIPT':
        return side.noteReceipt(record.data, record.id)
      default:
        return 'for a person'
    }
  }
  return {
    async take(record) {
      const done = await act(record)
      if (done === 'for a person') await keep(record, 'new', null)
      else if (!done.ok && done.error === 'unavailable') return false
      else if (!done.ok) await keep(record, 'failed', done.error)
      else if (shownWhenDone.has(record.msgType)) await keep(record, 'applied', null)
      return true
    },
    all: async () => (await rows.all<Row>('SELECT * FROM city_inbox ORDER BY seq DESC LIMIT 200')).map(shown),
    async find(seq) {
      const [row] = await rows.all<Row>('SELECT * FROM city_inbox WHERE seq = $1', seq)
      return row === undefined ? null : shown(row)
    },
    settle: async (seq, state) =>
      void (await rows.change('UPDATE city_inbox SET state = $2 WHERE seq = $1', seq, state)),
  }
}
