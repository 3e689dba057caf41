import type { KeyObject } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { err, ok, type Result } from '#basics'
import { standbyBaseLine, standbyFiles, standbyLogLine } from '#protocol'
import { fsyncDirectory } from '#sqlite'
import { beginEpoch } from '../epoch/begin_epoch.ts'
import { databaseIn } from '../store/stores.ts'
import { keyFileIn } from '../vault/keys.ts'
import { recoveryFileIn, writeWhole } from './custody.ts'
import {
  type BaseParcel,
  baseParcel,
  boxNames,
  logParcel,
  peopleParcel,
  unpack,
  type VaultRow,
} from './parcel.ts'
import { openRecoveryKey, publicHalf } from './recovery_key.ts'
import { rebuild } from './replay.ts'
import { openBox } from './sealed_box.ts'

/** What a standby is promoted with. */
export interface Promotion {
  /** Data folder of the standby's agent. */
  readonly agentData: string
  /** Data folder of the hub to be; there must be no hub in it. */
  readonly data: string
  readonly recoveryKey: string
  readonly by: string
  readonly reason: string
}

/** What the new hub starts from. */
export interface Promoted {
  readonly site: string
  readonly epoch: number
  /** The last event taken over: what the old hub wrote after it is not here. */
  readonly head: number
  readonly lastEventAt: string
  readonly devices: number
  readonly staff: number
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const text = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of text) if (line !== '') yield line
}

/** Parses a line; one that was cut off by a power failure is null and is the last. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

async function readBase(
  file: string,
  key: KeyObject,
): Promise<{ base: BaseParcel; people: VaultRow[] } | null> {
  let base: BaseParcel | null = null
  const people: VaultRow[] = []
  for await (const text of linesOf(file)) {
    const line = standbyBaseLine.safeParse(parsed(text))
    if (!line.success) break
    const { kind, site, box } = line.data
    const content = unpack(openBox(key, boxNames[kind](site), Buffer.from(box, 'base64')))
    if (kind === 'base') base = baseParcel.parse(content)
    else people.push(...peopleParcel.parse(content).vault)
  }
  return base === null ? null : { base, people }
}

async function replayLog(file: string, key: KeyObject, target: ReturnType<typeof rebuild>) {
  const last = { at: '', epoch: 1 }
  for await (const text of linesOf(file)) {
    const line = standbyLogLine.safeParse(parsed(text))
    if (!line.success) break
    const { site, after, to, epoch, box } = line.data
    const parcel = logParcel.parse(
      unpack(openBox(key, boxNames.log(site, after, to), Buffer.from(box, 'base64'))),
    )
    target.add(parcel)
    last.at = parcel.events.at(-1)?.at ?? last.at
    last.epoch = Math.max(last.epoch, epoch)
  }
  return last
}

function refusal({ agentData, data }: Promotion): string | null {
  const folder = join(agentData, standbyFiles.folder)
  if (!existsSync(join(folder, standbyFiles.base)) || !existsSync(join(folder, standbyFiles.log)))
    return `${agentData} is not the data of a standby: this machine keeps only what its own screens show. Restore a backup instead (npm run restore).`
  if (existsSync(data) && readdirSync(data).length > 0)
    return `${data} is not empty: give the new hub a folder of its own.`
  return null
}

/**
 * Makes a hub's data folder from what a standby kept: the whole log with its chain verified, the ways in, the sealed
 * personal data and its keys; then begins the next epoch. The folder has its name only when all of it is durable. The
 * error is a sentence for the technician.
 */
export async function promote(promotion: Promotion): Promise<Result<Promoted, string>> {
  const { agentData, data, by, reason } = promotion
  const refused = refusal(promotion)
  if (refused !== null) return err(refused)
  const key = openRecoveryKey(promotion.recoveryKey)
  if (!key.ok) return key
  const folder = join(agentData, standbyFiles.folder)
  const kept = await readBase(join(folder, standbyFiles.base), key.value).catch(() => null)
  if (kept === null)
    return err(
      'The recovery key does not open what this standby keeps: it is the key of another centre, or an older one.',
    )
  const work = `${data}.unfinished`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true, mode: 0o700 })
  try {
    const target = rebuild(databaseIn(work))
    const last = await replayLog(join(folder, standbyFiles.log), key.value, target)
    target.finish(kept.base, kept.people)
    const { head } = target.end()
    target.close()
    const { keys, devices, secrets, site } = kept.base
    writeWhole(keyFileIn(work), Buffer.from(keys, 'base64'))
    const custody = { inUse: publicHalf(key.value), offered: null }
    writeWhole(recoveryFileIn(work), `${JSON.stringify(custody)}\n`)
    const epoch = await beginEpoch({
      ...{ folder: work, store: 'sqlite', by, reason, hasKeys: true, atLeast: last.epoch },
    })
    rmSync(data, { recursive: true, force: true })
    renameSync(work, data)
    fsyncDirectory(join(data, '..'))
    return ok({ site, epoch, head, lastEventAt: last.at, devices: devices.length, staff: secrets.length })
  } catch (error) {
    rmSync(work, { recursive: true, force: true })
    return err(
      `What this standby keeps cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
