import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { type Clock, err, ok, type Result } from '#basics'
import { type Medium, mediaInOrder, type Refusal, refuse } from '#domain'
import {
  type FileAnswer,
  type FileSource,
  type FileTrouble,
  fileAnswer,
  isLasting,
  type MediaKeeper,
  mediaKeeper,
  openMediaFolder,
  type WantedFile,
} from '#media'
import { cityMedia, type ListedMedium, largestUpload } from '#protocol'
import type { Centre } from '../core/centre.ts'
import type { HubLog } from '../server/hub_parts.ts'
import type { Rows } from '../store/rows.ts'
import { citySource, type SourceRule } from './city_source.ts'

/** All media of a centre together, bytes. */
const room = 16 * 1_024 ** 3
/** What was uploaded and not yet saved as a medium stays so long, ms. */
const uploadKept = 3_600_000

/** What an upload has been told as. */
export interface Uploaded extends WantedFile {
  readonly kind: Medium['kind']
}

/** The files of the centre's media. */
export interface MediaDesk {
  /** All media in the order in which they are shown, and how their files stand. */
  list(): Promise<readonly ListedMedium[]>
  /** A file, or a part of it (`range`: the header's value); null while it is not here. */
  answer(sha256: string, range: string | undefined): FileAnswer | null
  /** Takes a file of the centre's own in. */
  upload(body: Readable): Promise<Result<Uploaded, Refusal>>
  /** Asks once more for every file that has not come. */
  retry(): void
  close(): Promise<void>
}

/** What the desk works with. */
export interface MediaDeskOptions {
  /** The hub's data folder; null keeps the files until the end only. */
  readonly folder: string | null
  readonly centre: Centre
  readonly rows: Rows
  readonly clock: Clock
  readonly random: () => number
  readonly log: HubLog
  readonly rule: SourceRule
}

const wantedOf = ({ sha256, bytes, kind }: Medium): Uploaded => ({ sha256, bytes, kind })

/** Where the city has said that a medium's file lies; null for the centre's own. */
async function addressOf(rows: Rows, mediumId: string): Promise<string | null> {
  const [row] = await rows.all<{ data: string }>(
    "SELECT data FROM city_inbox WHERE msg_type = 'MEDIA' AND id = $1 ORDER BY seq DESC LIMIT 1",
    mediumId,
  )
  return row === undefined ? null : cityMedia.parse(JSON.parse(row.data)).url
}

/** Whether a batch of events touches media. */
const touchesMedia = (events: readonly string[]) =>
  events.some((text) => text.includes('"MediumSaved"') || text.includes('"MediumRemoved"'))

const uploadRefusal = (trouble: FileTrouble) => {
  if (trouble === 'wrong-size') return refuse('too-large')
  return trouble === 'wrong-kind'
    ? refuse('invalid', { field: 'file' })
    : refuse('unavailable', { seconds: 5 })
}

/** The source of a file: wherever the city has said for one of the media that are this file. */
function sourceOf({ centre, rows, rule, log }: MediaDeskOptions, sha256: string): FileSource {
  return async (from, signal) => {
    const owners = [...centre.state().media.values()].filter((medium) => medium.sha256 === sha256)
    for (const { id } of owners) {
      const address = await addressOf(rows, id)
      if (address === null) continue
      const found = await citySource(address, rule)(from, signal)
      if (!found.ok && isLasting(found.error))
        log.warn({ mediumId: id, reason: found.error }, 'the file of a medium cannot be had')
      return found
    }
    return err('no-source')
  }
}

/** Opens the desk: what the log names is fetched in the background, what it no longer names is thrown away. */
export function openMediaDesk(options: MediaDeskOptions): MediaDesk {
  const { centre, rows, clock, log } = options
  const base = options.folder ?? mkdtempSync(join(tmpdir(), 'civic-hall-'))
  const folder = openMediaFolder(join(base, 'media'), clock)
  /** Until when each stays without a medium, on the clock of elapsed time. */
  const uploads = new Map<string, number>()
  const fresh = () => {
    for (const [sha256, until] of uploads) if (until <= clock.elapsed()) uploads.delete(sha256)
    return [...uploads.keys()]
  }
  const keeper: MediaKeeper = mediaKeeper({
    ...{ folder, clock, random: options.random, room },
    wanted: () => [
      ...new Map(
        mediaInOrder(centre.state().media.values()).map((medium) => [medium.sha256, wantedOf(medium)]),
      ).values(),
    ],
    alsoKept: fresh,
    source: ({ sha256 }) => sourceOf(options, sha256),
    onChange: () => undefined,
    onFault: (error) => log.error({ error: String(error) }, 'the media folder failed'),
  })
  const stop = centre.onCommitted(({ events }) => {
    if (touchesMedia(events)) keeper.look()
  })
  keeper.look()
  return {
    async list() {
      const media = mediaInOrder(centre.state().media.values())
      return Promise.all(
        media.map(async (medium) => ({
          medium,
          source: (await addressOf(rows, medium.id)) === null ? ('own' as const) : ('city' as const),
          file: keeper.stateOf(medium.sha256),
        })),
      )
    },
    answer(sha256, range) {
      const kept = folder.kept(sha256)
      return kept === null ? null : fileAnswer(sha256, kept, range)
    },
    async upload(body) {
      const taken = await folder.takeIn(body, {
        id: randomBytes(16).toString('hex'),
        most: largestUpload,
        announce: (sha256) => uploads.set(sha256, clock.elapsed() + uploadKept),
      })
      return taken.ok ? ok(taken.value) : uploadRefusal(taken.error)
    },
    retry: keeper.retry,
    async close() {
      stop()
      await keeper.close()
      if (options.folder === null) await rm(base, { recursive: true, force: true })
    },
  }
}
