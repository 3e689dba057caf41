import { ok, type Result } from '#basics'
import { type Refusal, refuse } from '#domain'
import type { BackupStatus } from '#protocol'
import type { BackupKeeper } from '../backup/keeper.ts'
import type { Fence } from '../epoch/fence.ts'
import type { HandoverDesk } from '../epoch/handover_desk.ts'
import type { Custody } from '../standby/custody.ts'
import type { StandbyDesk } from '../standby/standby_desk.ts'
import type { HubParts } from './hub_parts.ts'

/** What keeps a centre alive when this hub is lost; parts that need a folder are null without one. */
export interface Upkeep {
  readonly backups: BackupKeeper | null
  readonly handovers: HandoverDesk | null
  readonly custody: Custody
  readonly standby: StandbyDesk
  readonly fence: Fence
}

const noBackups = {
  folder: '',
  isSameDisk: false,
  isRunning: false,
  last: null,
  kept: 0,
  nextAt: null,
  problem: null,
  drill: null,
}

/** How backups, standbys and epochs stand. */
export async function backupStatus({ upkeep, centre }: HubParts): Promise<BackupStatus> {
  const { epoch, epochBegan } = centre.state()
  return {
    ...(upkeep.backups?.status() ?? noBackups),
    recoveryKey: upkeep.custody.state(),
    standbys: await upkeep.standby.standbys(),
    epoch,
    hubId: epochBegan?.hubId ?? '',
    fencedBy: upkeep.fence.state()?.epoch ?? null,
  }
}

/** Takes a backup by hand; how it went is in the status. */
export async function backUpNow(hub: HubParts): Promise<Result<BackupStatus, Refusal>> {
  if (hub.upkeep.backups === null) return refuse('not-found')
  await hub.upkeep.backups.take('by-hand')
  return ok(await backupStatus(hub))
}
