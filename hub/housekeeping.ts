import type { Timer } from '#basics'
import type { HubParts } from './server/hub_parts.ts'
import { neededRefs } from './vault/needed.ts'
import type { Retention } from './vault/vault.ts'

const everyMs = 3_600_000
/** Answers are kept longer than any terminal works on without its hub. */
const answersKeptMs = 30 * 24 * 3_600_000

/** Forgets once an hour what has had its time: personal data, old answers, ended sessions. */
export function keepHouse(
  {
    centre,
    vault,
    store,
    access,
    clock,
    log,
  }: Pick<HubParts, 'centre' | 'vault' | 'store' | 'access' | 'clock' | 'log'>,
  retention: Retention,
): Timer {
  const clean = async () => {
    const now = clock.now()
    await access.sweep()
    const purged = await vault.purge(retention, now, neededRefs(centre.state()))
    const answers = await store.purgeResults(now - answersKeptMs)
    if (purged + answers > 0) log.info({ purged, answers }, 'old data forgotten')
  }
  const run = () => void clean().catch((error) => log.error({ error: String(error) }, 'house-keeping failed'))
  run()
  return clock.every(everyMs, run)
}
