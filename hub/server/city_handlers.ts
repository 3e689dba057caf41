import { ok, type Result } from '#basics'
import { type Command, type Refusal, refuse } from '#domain'
import {
  catalogueItem,
  cityMedia,
  cityNotice,
  type InboxItem,
  largestMedium,
  ratingTask,
  reportReceipt,
  type WireCommand,
} from '#protocol'
import type { Identity } from '../access/identify.ts'
import { adopted, askingFor, noting } from '../sync/index.ts'
import { perform } from './gate.ts'
import type { Call, Reply } from './handlers.ts'
import type { HubParts } from './hub_parts.ts'

const numberOf = (text: string | undefined) => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : 0)
const staffOf = (identity: Identity | null) => (identity?.kind === 'staff' ? identity.staffId : '')

/** A trouble of the link is nothing the person at the screen has done wrong: ask again later. */
const answered = (result: Result<unknown, unknown>): Result<Reply, Refusal> =>
  result.ok ? ok({ value: result.value }) : refuse('unavailable', { seconds: 10 })

/** The command by which a manager takes over what the city has sent; null when there is nothing to change here. */
function takingOver(hub: HubParts, { msgType, id, data }: InboxItem): Result<WireCommand | null, Refusal> {
  const commandId = hub.newId()
  const { services, site, policy, media } = hub.centre.state()
  if (msgType === 'SERVICE_ITEM') {
    const item = catalogueItem.parse(data)
    const service = services.get(item.serviceId)
    if (service === undefined) return refuse('service-unknown')
    return ok({ name: 'save-service', body: { service: adopted(service, item), commandId } })
  }
  if (msgType === 'NOTICE' && site !== null) {
    const notices = [cityNotice.parse(data).title, ...site.notices].slice(0, 50)
    return ok({ name: 'configure', body: { site: { ...site, notices }, policy, commandId } })
  }
  if (msgType === 'MEDIA') {
    const { url: _, hash: sha256, bytes, validFrom, validUntil, ...named } = cityMedia.parse(data)
    if (bytes > largestMedium) return refuse('too-large')
    const valid = {
      validFrom: Date.parse(validFrom),
      validUntil: validUntil === null ? null : Date.parse(validUntil),
    }
    const place = { priority: 'city', daily: null, order: media.size, enabled: true } as const
    const medium = { id, sha256, bytes, ...named, ...valid, ...place }
    return ok({ name: 'save-medium', body: { medium, commandId } })
  }
  return ok(null)
}

/** What came down before the hub made tasks and receipts of it by itself is made so when a manager takes it. */
function madeLate({ msgType, id, data }: InboxItem): Command | null {
  if (msgType === 'EVAL_TASK') return askingFor(ratingTask.parse(data), id)
  return msgType === 'RECEIPT' ? noting(reportReceipt.parse(data)) : null
}

async function settle(
  hub: HubParts,
  { identity, params, body }: Call<'citySettle'>,
): Promise<Result<Reply, Refusal>> {
  const seq = numberOf(params.seq)
  const item = await hub.city().find(seq)
  if (item === null || identity === null) return refuse('not-found')
  if (body.accept && item.state !== 'applied') {
    const wire = takingOver(hub, item)
    if (!wire.ok) return wire
    const done = wire.value === null ? ok('') : await perform(hub, identity, wire.value)
    if (!done.ok) return done
    const late = madeLate(item)
    const made = late === null ? ok('') : await hub.centre.executeOwn(late)
    if (!made.ok) return made
  }
  await hub.city().settle(seq, body.accept ? 'applied' : 'dismissed')
  hub.log.info(
    { seq, msgType: item.msgType, accept: body.accept, staffId: staffOf(identity) },
    'city record settled',
  )
  return ok({ value: { count: 1 } })
}

const settled = <T>(result: Result<T, Refusal>): Result<Reply, Refusal> =>
  result.ok ? ok({ value: result.value }) : result

/** What the doors about the link to the city do. */
export const cityHandlers = {
  cityLink: (hub: HubParts) => ok({ value: hub.city().status() }),
  citySettings: (hub: HubParts) => {
    const setup = hub.citySetup()
    return setup === null ? refuse('not-found') : ok({ value: setup.settings() })
  },
  cityKeys: (hub: HubParts) => {
    const setup = hub.citySetup()
    return setup === null ? refuse('not-found') : ok({ value: setup.keys() })
  },
  makeCityKey(hub: HubParts, { identity }: Call<'makeCityKey'>) {
    const setup = hub.citySetup()
    if (setup === null) return refuse('not-found')
    const made = setup.makeKey()
    if (made.ok) hub.log.warn({ staffId: staffOf(identity) }, 'a signing key for the city was made')
    return settled(made)
  },
  async putCitySettings(hub: HubParts, { body, identity }: Call<'putCitySettings'>) {
    const saved = await (hub.citySetup()?.save(body) ?? refuse('not-found'))
    const { url, siteId } = body
    if (saved.ok)
      hub.log.warn({ url, siteId, staffId: staffOf(identity) }, 'the link to the city was set up anew')
    return settled(saved)
  },
  testCity: async (hub: HubParts, { body }: Call<'testCity'>) =>
    settled(await (hub.citySetup()?.test(body) ?? refuse('not-found'))),
  cityParked: async (hub: HubParts) => ok({ value: { parked: await hub.city().parked() } }),
  cityInbox: async (hub: HubParts) => ok({ value: { items: await hub.city().inbox() } }),
  async cityRetry(hub: HubParts, { params, identity }: Call<'cityRetry'>) {
    const revision = numberOf(params.revision)
    hub.log.info({ revision, staffId: staffOf(identity) }, 'parked record sent once more')
    return answered(await hub.city().retry(revision))
  },
  async cityDrop(hub: HubParts, { params, identity, body }: Call<'cityDrop'>) {
    const revision = numberOf(params.revision)
    const count = await hub.city().drop(revision, body.reason, staffOf(identity))
    if (count === 0) return refuse('not-found')
    hub.log.warn(
      { revision, count, staffId: staffOf(identity), reason: body.reason },
      'parked record given up',
    )
    return ok({ value: { count } })
  },
  async cityPause(hub: HubParts, { identity }: Call<'cityPause'>) {
    await hub.city().pause()
    hub.log.warn({ staffId: staffOf(identity) }, 'sending to the city paused')
    return ok({ value: hub.city().status() })
  },
  async cityResume(hub: HubParts, { identity }: Call<'cityResume'>) {
    await hub.city().resume()
    hub.log.info({ staffId: staffOf(identity) }, 'sending to the city resumed')
    return ok({ value: hub.city().status() })
  },
  cityReconcile: async (hub: HubParts, { body }: Call<'cityReconcile'>) =>
    answered(await hub.city().reconcile(body.day)),
  citySettle: settle,
}
