import type { DeviceRole } from '#domain'
import type { Rows } from '../store/rows.ts'

/** An enrolled device. */
export interface Device {
  readonly id: string
  readonly role: DeviceRole
  readonly name: string
  readonly counterId: string | null
  /** False until it has traded its code for a token. */
  readonly paired: boolean
}

/** What is kept of a member of staff's password. */
export interface Secret {
  readonly password: string
  readonly wrong: number
  readonly lockedUntil: number
}

const deviceColumns = `id, role, name, counter_id AS "counterId",
  CASE WHEN token_hash IS NULL THEN 0 ELSE 1 END AS paired`
type DeviceRow = Omit<Device, 'paired'> & { readonly paired: number }
const device = (row: DeviceRow): Device => ({ ...row, paired: row.paired === 1 })

function deviceRows(rows: Rows) {
  return {
    async deviceByToken(tokenHash: string): Promise<Device | null> {
      const sql = `SELECT ${deviceColumns} FROM devices WHERE token_hash = $1`
      const [row] = await rows.all<DeviceRow>(sql, tokenHash)
      return row === undefined ? null : device(row)
    },
    async devices(): Promise<readonly Device[]> {
      return (await rows.all<DeviceRow>(`SELECT ${deviceColumns} FROM devices ORDER BY id`)).map(device)
    },
    async saveDevice(each: Omit<Device, 'paired'>, tokenHash: string | null, now: number) {
      await rows.change(
        `INSERT INTO devices (id, role, name, counter_id, token_hash, enrolled_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET role = excluded.role, name = excluded.name,
           counter_id = excluded.counter_id, token_hash = excluded.token_hash`,
        each.id,
        each.role,
        each.name,
        each.counterId,
        tokenHash,
        now,
      )
    },
    async setDeviceToken(id: string, tokenHash: string) {
      await rows.change('UPDATE devices SET token_hash = $1 WHERE id = $2', tokenHash, id)
    },
    removeDevice: async (id: string) => (await rows.change('DELETE FROM devices WHERE id = $1', id)) > 0,
  }
}

function pairingRows(rows: Rows) {
  return {
    async addPairing(codeHash: string, deviceId: string, expiresAt: number) {
      await rows.change(
        'INSERT INTO pairings (code_hash, device_id, expires_at) VALUES ($1, $2, $3)',
        codeHash,
        deviceId,
        expiresAt,
      )
    },
    /** The device a code is for; the code stays. */
    async findPairing(codeHash: string): Promise<string | null> {
      const sql = 'SELECT device_id AS "deviceId" FROM pairings WHERE code_hash = $1'
      const [row] = await rows.all<{ deviceId: string }>(sql, codeHash)
      return row?.deviceId ?? null
    },
    /** Uses a code up; of two who type it at once only one gets the device. */
    async takePairing(codeHash: string): Promise<string | null> {
      const sql = 'DELETE FROM pairings WHERE code_hash = $1 RETURNING device_id AS "deviceId"'
      const [row] = await rows.all<{ deviceId: string }>(sql, codeHash)
      return row?.deviceId ?? null
    },
    /** A wrong guess counts against every open code: nobody can tell which one it was meant for. */
    async countMiss() {
      await rows.change('UPDATE pairings SET tries = tries + 1')
    },
    async sweepPairings(now: number, tries: number) {
      await rows.change('DELETE FROM pairings WHERE expires_at <= $1 OR tries >= $2', now, tries)
    },
  }
}

function secretRows(rows: Rows) {
  const findSecret = async (staffId: string): Promise<Secret | null> => {
    const sql = 'SELECT password, wrong, locked_until AS "lockedUntil" FROM staff_secrets WHERE staff_id = $1'
    const [row] = await rows.all<Secret>(sql, staffId)
    return row ?? null
  }
  return {
    findSecret,
    async saveSecret(staffId: string, { password, wrong, lockedUntil }: Secret) {
      await rows.change(
        `INSERT INTO staff_secrets (staff_id, password, wrong, locked_until) VALUES ($1, $2, $3, $4)
         ON CONFLICT (staff_id) DO UPDATE SET password = excluded.password, wrong = excluded.wrong,
           locked_until = excluded.locked_until`,
        staffId,
        password,
        wrong,
        lockedUntil,
      )
    },
    /**
     * Counts in a secret in one step, whoever else is at it; returns it as it was before, null when there is none.
     * Nothing is written where `change` returns null.
     */
    async changeSecret(staffId: string, change: (secret: Secret) => Secret | null): Promise<Secret | null> {
      for (;;) {
        const before = await findSecret(staffId)
        const after = before === null ? null : change(before)
        if (before === null || after === null) return before
        const changed = await rows.change(
          `UPDATE staff_secrets SET wrong = $1, locked_until = $2
           WHERE staff_id = $3 AND password = $4 AND wrong = $5 AND locked_until = $6`,
          after.wrong,
          after.lockedUntil,
          staffId,
          before.password,
          before.wrong,
          before.lockedUntil,
        )
        if (changed > 0) return before
      }
    },
  }
}

function sessionRows(rows: Rows) {
  return {
    async addSession(tokenHash: string, staffId: string, expiresAt: number) {
      const sql = 'INSERT INTO sessions (token_hash, staff_id, expires_at) VALUES ($1, $2, $3)'
      await rows.change(sql, tokenHash, staffId, expiresAt)
    },
    async findSession(tokenHash: string) {
      const [row] = await rows.all<{ staffId: string; expiresAt: number }>(
        'SELECT staff_id AS "staffId", expires_at AS "expiresAt" FROM sessions WHERE token_hash = $1',
        tokenHash,
      )
      return row ?? null
    },
    async endSession(tokenHash: string) {
      await rows.change('DELETE FROM sessions WHERE token_hash = $1', tokenHash)
    },
    async endSessionsOf(staffId: string) {
      await rows.change('DELETE FROM sessions WHERE staff_id = $1', staffId)
    },
    async sweepSessions(now: number) {
      await rows.change('DELETE FROM sessions WHERE expires_at <= $1', now)
    },
  }
}

/** Devices, pairing codes, passwords and sessions in the hub's database. */
export const openAccessStore = (rows: Rows) => ({
  ...deviceRows(rows),
  ...pairingRows(rows),
  ...secretRows(rows),
  ...sessionRows(rows),
})

/** Devices, passwords and sessions as they are kept. */
export type AccessStore = ReturnType<typeof openAccessStore>
