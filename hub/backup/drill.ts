import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DrillReport } from '#protocol'
import { writeWhole } from '../standby/custody.ts'
import { startHub } from '../start_hub.ts'
import { drillFile } from './keeper.ts'
import type { StoredBackup } from './manifest.ts'
import { check, type KeySource, layOut } from './restore.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/**
 * Tries a backup out without touching the centre: checked, laid out in a scratch folder, replayed by a hub on a free
 * port of this machine, its end compared with the manifest. The report is kept beside the backups.
 */
export async function drill(backup: StoredBackup, keys: KeySource, now: number): Promise<DrillReport> {
  const steps: DrillReport['steps'] = []
  const scratch = mkdtempSync(join(tmpdir(), 'civic-hall-drill-'))
  const step = async (name: string, work: () => Promise<string>) => {
    if (steps.some(({ ok }) => !ok)) return
    try {
      steps.push({ name, ok: true, detail: await work() })
    } catch (error) {
      steps.push({ name, ok: false, detail: error instanceof Error ? error.message : String(error) })
    }
  }
  const { head, headHash, site } = backup.manifest
  try {
    await step('files, pages and hash chain', async () => {
      const checked = await check(backup)
      if (!checked.ok) throw new Error(checked.error)
      return `${checked.value} events, unbroken`
    })
    await step('laid out in a scratch folder', async () => {
      const givenUp = layOut(backup, join(scratch, 'data'), keys)
      return 'none' in keys ? `without keys: ${givenUp} sealed fields cannot be read` : 'with the keys'
    })
    await step('a hub starts, replays and answers', async () => {
      const hub = await startHub({
        folder: join(scratch, 'data'),
        store: 'sqlite',
        host: '127.0.0.1',
        port: 0,
        pages: join(scratch, 'no-pages'),
        definition: null,
        demo: null,
        log: quiet,
      })
      try {
        const ready = await fetch(`${hub.url}/readyz`)
        if (!ready.ok) throw new Error(`/readyz answered ${ready.status}`)
        const [last] = await hub.log.eventsAfter(head - 1, 1)
        if (head > 0 && last?.hash !== headHash)
          throw new Error('the log ends otherwise than the manifest says')
        if (hub.siteId !== site) throw new Error(`it is the centre ${hub.siteId}, not ${site}`)
        return `centre ${site}, revision ${head}, business day ${hub.centre.state().businessDay ?? 'none'}`
      } finally {
        await hub.close()
      }
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  const passed = steps.every(({ ok }) => ok)
  return { at: new Date(now).toISOString(), backup: backup.name, passed, head, steps }
}

/** Keeps the report where the hub's console finds it. */
export const keepReport = (backups: string, report: DrillReport): void =>
  writeWhole(drillFile(backups), `${JSON.stringify(report, null, 2)}\n`)
