import type { DeviceRole } from '#domain'
import type { SqliteDatabase } from '#sqlite'

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

const deviceColumns = 'id, role, name, counter_id AS counterId, token_hash IS NOT NULL AS paired'
type DeviceRow = Omit<Device, 'paired'> & { readonly paired: number }
const device = (row: DeviceRow): Device => ({ ...row, paired: row.paired === 1 })

function deviceRows(database: SqliteDatabase) {
  const byToken = database.prepare<[string], DeviceRow>(
    `SELECT ${deviceColumns} FROM devices WHERE token_hash = ?`,
  )
  const all = database.prepare<[], DeviceRow>(`SELECT ${deviceColumns} FROM devices ORDER BY id`)
  const save = database.prepare(
    `INSERT INTO devices (id, role, name, counter_id, token_hash, enrolled_at) VALUES (?,?,?,?,?,?)
     ON CONFLICT (id) DO UPDATE SET role = excluded.role, name = excluded.name, counter_id = excluded.counter_id,
       token_hash = excluded.token_hash`,
  )
  const setToken = database.prepare('UPDATE devices SET token_hash = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM devices WHERE id = ?')
  return {
    deviceByToken(tokenHash: string): Device | null {
      const row = byToken.get(tokenHash)
      return row === undefined ? null : device(row)
    },
    devices: (): Device[] => all.all().map(device),
    saveDevice: (each: Omit<Device, 'paired'>, tokenHash: string | null, now: number) =>
      void save.run(each.id, each.role, each.name, each.counterId, tokenHash, now),
    setDeviceToken: (id: string, tokenHash: string) => void setToken.run(tokenHash, id),
    removeDevice: (id: string) => remove.run(id).changes > 0,
  }
}

function pairingRows(database: SqliteDatabase) {
  const add = database.prepare('INSERT INTO pairings (code_hash, device_id, expires_at) VALUES (?,?,?)')
  const find = database.prepare<[string], { deviceId: string; expiresAt: number; tries: number }>(
    'SELECT device_id AS deviceId, expires_at AS expiresAt, tries FROM pairings WHERE code_hash = ?',
  )
  const remove = database.prepare('DELETE FROM pairings WHERE code_hash = ?')
  const missed = database.prepare('UPDATE pairings SET tries = tries + 1')
  const sweep = database.prepare('DELETE FROM pairings WHERE expires_at <= ? OR tries >= ?')
  return {
    addPairing: (codeHash: string, deviceId: string, expiresAt: number) =>
      void add.run(codeHash, deviceId, expiresAt),
    findPairing: (codeHash: string) => find.get(codeHash) ?? null,
    removePairing: (codeHash: string) => void remove.run(codeHash),
    /** A wrong guess counts against every open code: nobody can tell which one it was meant for. */
    countMiss: () => void missed.run(),
    sweepPairings: (now: number, tries: number) => void sweep.run(now, tries),
  }
}

function staffRows(database: SqliteDatabase) {
  const find = database.prepare<[string], Secret>(
    'SELECT password, wrong, locked_until AS lockedUntil FROM staff_secrets WHERE staff_id = ?',
  )
  const save = database.prepare(
    'INSERT OR REPLACE INTO staff_secrets (staff_id, password, wrong, locked_until) VALUES (?,?,?,?)',
  )
  const addSession = database.prepare(
    'INSERT INTO sessions (token_hash, staff_id, expires_at) VALUES (?,?,?)',
  )
  const findSession = database.prepare<[string], { staffId: string; expiresAt: number }>(
    'SELECT staff_id AS staffId, expires_at AS expiresAt FROM sessions WHERE token_hash = ?',
  )
  const endSession = database.prepare('DELETE FROM sessions WHERE token_hash = ?')
  const endSessions = database.prepare('DELETE FROM sessions WHERE staff_id = ?')
  const sweep = database.prepare('DELETE FROM sessions WHERE expires_at <= ?')
  return {
    findSecret: (staffId: string) => find.get(staffId) ?? null,
    saveSecret: (staffId: string, { password, wrong, lockedUntil }: Secret) =>
      void save.run(staffId, password, wrong, lockedUntil),
    addSession: (tokenHash: string, staffId: string, expiresAt: number) =>
      void addSession.run(tokenHash, staffId, expiresAt),
    findSession: (tokenHash: string) => findSession.get(tokenHash) ?? null,
    endSession: (tokenHash: string) => void endSession.run(tokenHash),
    endSessionsOf: (staffId: string) => void endSessions.run(staffId),
    sweepSessions: (now: number) => void sweep.run(now),
  }
}

/** Devices, pairing codes, passwords and sessions in the hub's database. */
export const openAccessStore = (database: SqliteDatabase) => ({
  ...deviceRows(database),
  ...pairingRows(database),
  ...staffRows(database),
})

export type AccessStore = ReturnType<typeof openAccessStore>
