import type { Clock } from '#basics'
import { type CityDatabase, openExchange, type Registry } from '#city'
import type { CityParty } from '#hub'
import { type CityRecord, cityCodes } from '#protocol'
import { derivedKey, signingKey, verifyingKey } from '#signing'
import type { Plant } from './broken.ts'
import { deadlyWrite, type Moment } from './life.ts'
import type { Weather } from './network.ts'

const secret = 'a shared secret of these schedules'
const keys: NonNullable<ReturnType<Registry['get']>> = {
  verify: [verifyingKey(secret)],
  answer: null,
  seal: derivedKey(secret, 'person'),
}
/** One city takes the schedules of a run one after another, each as a site of its own. */
const registry = { get: () => keys } as unknown as Registry

/** A site's side of the wire. */
export const partyOf = (siteId: string): CityParty => ({
  ...{ siteId, receiverCode: '310000', sign: signingKey(secret), answer: null, seal: keys.seal },
})

/** The city of a schedule: its real exchange on SQLite, behind a wire that loses, doubles and delays. */
export interface CityNode {
  /** What the hub's adapter asks instead of the network. */
  readonly fetch: typeof fetch
  set(weather: Weather): void
  crash(moment: Moment): void
  start(): void
  /** Messages it has taken more than once. */
  readonly repeated: number
}

interface Envelope {
  readonly head: { readonly msgId: string; readonly senderCode: string; readonly msgType: string }
  readonly body: string
}

/** Sets a site back to where a message begins, as a city that looks at nothing but the message would. */
async function forget(database: CityDatabase, { head, body }: Envelope): Promise<void> {
  const [first] = (JSON.parse(body) as { records?: CityRecord[] }).records ?? []
  if (head.msgType !== 'RECORDS' || first === undefined) return
  await database.run(
    'UPDATE sites SET next_revision = $2, last_hash = $3 WHERE site_id = $1 AND next_revision > $2',
    ...[head.senderCode, first.revision, first.prevHash],
  )
}

/** Makes the city of one schedule over a database that many share. */
export function cityNode(options: {
  readonly clock: Clock
  readonly database: CityDatabase
  readonly random: () => number
  readonly plant: Plant | null
}): CityNode {
  const { clock, database, random, plant } = options
  const write = deadlyWrite()
  const seen = new Set<string>()
  let weather: Weather = 'calm'
  let isDown = false
  let repeated = 0

  const lag = () =>
    new Promise<void>((done) => {
      clock.after(weather === 'storm' ? Math.floor(random() * 3_000) : 2, done)
    })
  const dying: CityDatabase = {
    ...database,
    transaction: (work) => {
      const fate = write.next()
      return database
        .transaction(async (statements) => {
          const result = await work(statements)
          if (fate === 'before') throw new Error('killed before the commit')
          return result
        })
        .finally(() => {
          if (fate !== null) isDown = true
        })
    },
  }
  const receive = openExchange(dying, registry)
  const take = async (text: string): Promise<Response> => {
    if (isDown) throw new TypeError('nobody listens')
    const message = JSON.parse(text) as Envelope
    if (seen.has(message.head.msgId)) repeated += 1
    seen.add(message.head.msgId)
    if (plant === 'the city takes a repeated message for a new one') await forget(database, message)
    const reply = await receive(message, clock.now())
    if (isDown) throw new TypeError('it died')
    return new Response(JSON.stringify(reply), { status: reply.ack.code === cityCodes.trouble ? 503 : 200 })
  }
  const exchange = async (text: string): Promise<Response> => {
    await lag()
    if (weather === 'cut' || weather === 'silent' || weather === 'mute') throw new TypeError('no way there')
    // A copy that a router has kept comes later, on its own.
    if (weather === 'storm' && random() < 0.5)
      clock.after(Math.floor(random() * 4_000), () => void take(text).catch(() => undefined))
    const response = await take(text)
    await lag()
    if (['deaf', 'cut', 'silent'].includes(weather) || (weather === 'storm' && random() < 0.3))
      throw new TypeError('the answer was lost')
    return response
  }

  return {
    fetch: (async (url: string, init: { body: string; signal: AbortSignal }) => {
      if (String(url).endsWith('/versions'))
        return new Response(JSON.stringify({ version: '2.0', versions: ['2.0'], message: 'ok' }))
      return exchange(init.body)
    }) as unknown as typeof fetch,
    set: (given) => {
      weather = given
    },
    crash(moment) {
      if (moment === 'now') isDown = true
      else write.arm(moment)
    },
    start() {
      isDown = false
    },
    get repeated() {
      return repeated
    },
  }
}
