import { ok } from '#basics'
import { refuse } from '#domain'
import type { Call } from './handlers.ts'
import type { HubParts } from './hub_parts.ts'

/** What the doors about media do that are not commands. */
export const mediaHandlers = {
  listMedia: async (hub: HubParts) => ok({ value: { media: await hub.media.list() } }),
  fetchMedia(hub: HubParts) {
    hub.media.retry()
    return ok({ value: { revision: hub.centre.head() } })
  },
  async uploadMediumFile(hub: HubParts, { upload, identity }: Call<'uploadMediumFile'>) {
    if (upload === null) return refuse('invalid', { field: 'content-type' })
    const taken = await hub.media.upload(upload)
    if (!taken.ok) return taken
    const staffId = identity?.kind === 'staff' ? identity.staffId : null
    hub.log.info({ ...taken.value, staffId }, 'a medium was brought')
    return ok({ value: taken.value })
  },
  getMediumFile(hub: HubParts, { params, range }: Call<'getMediumFile'>) {
    const file = hub.media.answer(params.sha256 ?? '', range)
    return file === null ? refuse('not-found') : ok({ file })
  },
}
