import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isOpenElsewhere } from '#sqlite'
import { drill, keepReport } from './backup/drill.ts'
import { backupsIn, readBackup, type StoredBackup } from './backup/manifest.ts'
import { endOfPostgres } from './backup/replaced_postgres.ts'
import { check, type InTheWay, inTheWay, type KeySource, restore } from './backup/restore.ts'
import { openRecoveryKey } from './standby/recovery_key.ts'
import { databaseIn, isPostgres, type PostgresAddress } from './store/stores.ts'
import { keyFileIn } from './vault/keys.ts'

const usage = `npm run restore -- --from <backup, or the folder of backups for the newest> --drill
npm run restore -- --from <backup> --to <data folder of the hub, stopped> [--force] [--by <name>] [--store postgres://…, an empty database]
A hub kept in PostgreSQL: --replaces postgres://…, the database it had; where that is lost, --after-epoch <its epoch>, which the city's list of sites shows.
Keys of personal data: those in the data folder, or CIVIC_HALL_RECOVERY_KEY from its paper, or --keys <vault.json>, or --without-keys.`

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    keys: { type: 'string' },
    by: { type: 'string', default: '' },
    drill: { type: 'boolean', default: false },
    store: { type: 'string', default: 'sqlite' },
    replaces: { type: 'string' },
    'after-epoch': { type: 'string', default: '1' },
    force: { type: 'boolean', default: false },
    'without-keys': { type: 'boolean', default: false },
  },
})
const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

/** Ends the program with a sentence; 2 = not understood, 1 = refused or failed. */
function end(sentence: string, code: 1 | 2): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

function chosenBackup(from: string): StoredBackup {
  const [newest] = backupsIn(from)
  if (newest !== undefined) return newest
  const read = readBackup(from)
  return read.ok ? read.value : end(read.error, 1)
}

function chosenKeys(): KeySource {
  const typed = process.env.CIVIC_HALL_RECOVERY_KEY
  delete process.env.CIVIC_HALL_RECOVERY_KEY
  if (typed !== undefined) {
    const key = openRecoveryKey(typed)
    return key.ok ? { recoveryKey: key.value } : end(key.error, 1)
  }
  if (values.keys !== undefined) return { file: resolve(values.keys) }
  const own = keyFileIn(resolve(values.to ?? ''))
  if (!values.drill && !values['without-keys'] && existsSync(own)) return { file: own }
  // A drill asks whether the log comes back; it needs nobody's key.
  if (values['without-keys'] || values.drill) return { none: 'personal data before this backup is given up' }
  return end(`Without keys nobody can read the personal data of this backup.\n${usage}`, 2)
}

async function tryOut(backup: StoredBackup, keys: KeySource): Promise<never> {
  const report = await drill(backup, keys, Date.now())
  say(`Restore drill of ${backup.name} (centre ${backup.manifest.site}, taken ${backup.manifest.takenAt})`)
  for (const { name, ok, detail } of report.steps) say(`  ${ok ? 'good  ' : 'FAILED'} ${name}: ${detail}`)
  say(
    report.passed ? `Passed: revision ${report.head} comes back.` : 'Not passed: do not rely on this backup.',
  )
  keepReport(dirname(backup.folder), report)
  process.exit(report.passed ? 0 : 1)
}

/** Where the restored centre is to live. */
function chosenStore(): 'sqlite' | PostgresAddress {
  const { store } = values
  if (store === 'sqlite' || isPostgres(store)) return store
  return end('--store is sqlite or postgres://user:password@host/database', 2)
}

/** What is known of the log that is replaced, where it is not in the folder. */
async function replacedElsewhere({ manifest }: StoredBackup): Promise<InTheWay | null> {
  const after = Number(values['after-epoch'])
  if (!Number.isSafeInteger(after) || after < 1) end('--after-epoch is a whole number from 1 on', 2)
  const { replaces } = values
  if (replaces === undefined) return after === 1 ? null : { head: 0, lost: 0, epoch: after }
  if (!isPostgres(replaces)) end('--replaces is postgres://user:password@host/database', 2)
  const { head, epoch } = await endOfPostgres(replaces)
  return { head, lost: Math.max(0, head - manifest.head), epoch: Math.max(epoch, after) }
}

async function forReal(
  backup: StoredBackup,
  target: string,
  keys: KeySource,
  store: 'sqlite' | PostgresAddress,
): Promise<void> {
  const checked = await check(backup)
  if (!checked.ok) end(checked.error, 1)
  if (isOpenElsewhere(databaseIn(target)))
    end(`The hub of ${target} is running. Stop it first: what it gives out now would be in no log.`, 1)
  const elsewhere = await replacedElsewhere(backup)
  const before = elsewhere ?? inTheWay(target, backup)
  if (before !== null && before.lost > 0 && !values.force)
    end(
      `${elsewhere === null ? target : 'The database that is replaced'} holds a newer log: revision ${before.head}, the backup ends at ${backup.manifest.head}. ` +
        `Restoring would put ${before.lost} events aside (${backup.manifest.head + 1} to ${before.head}). With --force it is done.`,
      1,
    )
  const done = await restore(backup, target, keys, Date.now(), values.by, store, elsewhere?.epoch)
  say(`Restored ${backup.name} into ${target}: revision ${done.head}, epoch ${done.epoch}.`)
  if (store !== 'sqlite') say('The log is in PostgreSQL: start the hub with the same CIVIC_HALL_STORE.')
  if (done.setAside !== null) say(`What was there before is in ${done.setAside}.`)
  if (done.canHandOver)
    say(
      'Numbers given after the backup are on paper in the hall. Once the hub runs, list them in its console:\n' +
        `  npm run handover -- --data ${done.setAside} --to <address of the hub>`,
    )
  if ('none' in keys)
    say(`Without keys: ${done.givenUp} sealed fields were given up; people are recognised anew.`)
  say(
    'Devices revoked and passwords changed after the backup are as they were before: check both in the console.',
  )
}

if (values.from === undefined || (values.to === undefined && !values.drill)) end(usage, 2)
process.umask(0o077)
const backup = chosenBackup(resolve(values.from))
const keys = chosenKeys()
if (values.drill) await tryOut(backup, keys)
await forReal(backup, resolve(values.to ?? ''), keys, chosenStore()).catch((error: unknown) =>
  end(error instanceof Error ? error.message : String(error), 1),
)
