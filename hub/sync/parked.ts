import type { CityRecord, ParkedRecord, Rejection } from '#protocol'
import { citySubject } from '#protocol'
import type { Rows } from '../store/rows.ts'

interface Row {
  readonly revision: number
  readonly subject: string | null
  readonly msg_type: string
  readonly type: string
  readonly at: string
  readonly code: number
  readonly message: string
  readonly state: ParkedRecord['state']
  readonly tries: number
  readonly told: number
  readonly reason: string | null
  readonly dropped_by: string | null
}

/** Records the city would not take, kept with the reason until a person has dealt with them. */
export interface Parked {
  all(): Promise<readonly ParkedRecord[]>
  /** What holds records back now: revisions that have no data at the city, and tickets that wait. */
  open(): Promise<{
    readonly revisions: ReadonlySet<number>
    readonly subjects: ReadonlySet<string>
    readonly count: number
  }>
  park(record: CityRecord, why: Omit<Rejection, 'revision'>, state: 'parked' | 'behind'): Promise<void>
  /** A record and the later ones of its ticket, in order. */
  withThoseBehind(revision: number): Promise<readonly ParkedRecord[]>
  taken(revisions: readonly number[]): Promise<void>
  drop(revision: number, reason: string, staffId: string): Promise<number>
  /** Records given up that the city has not been told of. */
  untold(): Promise<readonly number[]>
  markTold(revisions: readonly number[]): Promise<void>
}

const shown = ({ msg_type, dropped_by, told: _, ...row }: Row): ParkedRecord => ({
  ...row,
  msgType: msg_type,
  droppedBy: dropped_by,
})

/** Parked records in the hub's database. */
export function openParked(rows: Rows): Parked {
  const select = 'SELECT * FROM city_parked'
  const each = async (sql: string, revisions: readonly number[]) => {
    for (const revision of revisions) await rows.change(sql, revision)
  }
  const withThoseBehind: Parked['withThoseBehind'] = async (revision) => {
    const [row] = await rows.all<Row>(`${select} WHERE revision = $1 AND state <> 'dropped'`, revision)
    if (row === undefined) return []
    const behind = await rows.all<Row>(
      `${select} WHERE subject = $1 AND revision > $2 AND state <> 'dropped' ORDER BY revision`,
      row.subject,
      revision,
    )
    return [row, ...behind].map(shown)
  }
  return {
    all: async () => (await rows.all<Row>(`${select} ORDER BY revision LIMIT 500`)).map(shown),
    async open() {
      const held = await rows.all<Pick<Row, 'revision' | 'subject' | 'state'>>(
        'SELECT revision, subject, state FROM city_parked',
      )
      const waiting = held.filter(({ state }) => state !== 'dropped')
      return {
        revisions: new Set(held.map(({ revision }) => revision)),
        subjects: new Set(waiting.flatMap(({ subject }) => subject ?? [])),
        count: waiting.length,
      }
    },
    async park({ revision, msgType, type, at, data }, { code, message }, state) {
      await rows.change(
        `INSERT INTO city_parked (revision, subject, msg_type, type, at, code, message, state, tries, told)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, 0)
         ON CONFLICT (revision) DO UPDATE SET code = excluded.code, message = excluded.message,
           tries = city_parked.tries + 1`,
        revision,
        data === null ? null : citySubject(data),
        msgType,
        type,
        at,
        code,
        message,
        state,
      )
    },
    withThoseBehind,
    taken: (revisions) => each('DELETE FROM city_parked WHERE revision = $1', revisions),
    async drop(revision, reason, staffId) {
      const given = await withThoseBehind(revision)
      for (const each of given)
        await rows.change(
          `UPDATE city_parked SET state = 'dropped', reason = $2, dropped_by = $3 WHERE revision = $1`,
          each.revision,
          reason,
          staffId,
        )
      return given.length
    },
    untold: async () =>
      (
        await rows.all<Pick<Row, 'revision'>>(
          `SELECT revision FROM city_parked WHERE state = 'dropped' AND told = 0 ORDER BY revision LIMIT 100`,
        )
      ).map(({ revision }) => revision),
    markTold: (revisions) => each('UPDATE city_parked SET told = 1 WHERE revision = $1', revisions),
  }
}
