import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { cityEventsReply } from '#protocol'
import { testDefinition } from '#testing'
import { run } from './support/programs.ts'
import { type TimedHall, type TimedHub, timedHall } from './support/timed_hall.ts'

const key = 'a secret of the site and the city'
const bureau = 'the bureau of these tests'
const notice = { zh: '汛期提示', en: 'Flood season' }

let hall: TimedHall | null = null
afterEach(async () => {
  await hall?.close()
  hall = null
})

async function startCity(at: TimedHall): Promise<string> {
  const keys = join(at.folder, 'keys.json')
  writeFileSync(keys, JSON.stringify({ 'site-test': key }))
  const city = await at.program('city/main.ts', [], {
    ...{ CIVIC_HALL_CITY_PORT: '0', CIVIC_HALL_DATA: at.place('city'), CIVIC_HALL_CITY_KEYS: keys },
    ...{ CIVIC_HALL_CITY_SECRET: 'what visitors are known by', CIVIC_HALL_CITY_TOKEN: bureau },
  })
  return city.url
}

/** The bureau tells every site something. */
async function publish(city: string): Promise<void> {
  const data = { title: notice, body: notice, priority: 'urgent', validUntil: null }
  const answer = await fetch(`${city}/api/v1/publications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bureau}` },
    body: JSON.stringify({ msgType: 'NOTICE', scope: '31', data }),
  })
  expect(answer.status).toBe(200)
}

const issue = (hub: TimedHub) =>
  hub.device('kiosk-2').granted('issueTicket', {
    body: { serviceId: 'LC', anonymous: true, delivery: 'spoken', commandId: crypto.randomUUID() },
  })

const isIdle = async (hub: TimedHub) => {
  const { pending, state } = await (await hub.staff('wu')).granted('cityLink')
  return pending === 0 && state === 'idle'
}

async function hashesAt(city: string): Promise<string[]> {
  const answer = await fetch(`${city}/api/v1/sites/site-test/events?after=0&limit=500`)
  return cityEventsReply.parse(await answer.json()).events.map(({ hash }) => hash)
}

async function hashesOf(hub: TimedHub): Promise<string[]> {
  const { events } = await (await hub.staff('wu')).granted('getEvents', { query: { limit: '1000' } })
  return (events as { hash: string }[]).map(({ hash }) => hash)
}

test('a promoted hub goes on with the city where the lost one stopped: nothing lost, nothing twice, its inbox kept', async () => {
  const at = timedHall(Date.now())
  hall = at
  const city = await startCity(at)
  const env = { CIVIC_HALL_CITY_URL: city, CIVIC_HALL_CITY_KEY: key }
  const old = await at.hub('old', testDefinition({ hours: 'always' }), env)
  const boss = await old.staff('wu')
  const { key: paper } = await boss.granted('makeRecoveryKey')
  await boss.granted('confirmRecoveryKey', { body: { key: paper } })
  await boss.granted('nameStandby', { params: { id: 'kiosk-1' }, body: { standby: true } })
  for (let visitor = 0; visitor < 5; visitor += 1) await issue(old)
  await at.until('at the city', () => isIdle(old))
  await publish(city)
  await issue(old)
  await at.until('the notice', async () => (await boss.granted('cityInbox')).items.length === 1)
  const agent = await at.agent('kiosk', 'kiosk-1', null, old.url)
  await at.until('followed', async () => {
    const { head } = (await (await fetch(`${old.url}/readyz`)).json()) as { head: number }
    return (await boss.granted('backupStatus')).standbys[0]?.held === head && (await isIdle(old))
  })
  await agent.kill()
  await old.kill()
  const before = await hashesAt(city)
  const promoted = await run(
    'hub/promote_main.ts',
    ['--agent-data', join(at.folder, 'kiosk-1'), '--data', join(at.folder, 'new')],
    { CIVIC_HALL_RECOVERY_KEY: paper },
  )
  expect(promoted.code, promoted.said).toBe(0)
  const hub = await at.hub('new', testDefinition({ hours: 'always' }), env)
  expect((await (await hub.staff('wu')).granted('cityInbox')).items).toMatchObject([
    { state: 'new', data: { title: notice } },
  ])
  for (let visitor = 0; visitor < 3; visitor += 1) await issue(hub)
  await at.until('at the city', () => isIdle(hub))
  const after = await hashesAt(city)
  expect(after.slice(0, before.length)).toEqual(before)
  expect(after).toEqual(await hashesOf(hub))
  expect(new Set(after).size).toBe(after.length)
  expect(await (await hub.staff('wu')).granted('cityLink')).toMatchObject({ parked: 0, trouble: null })
  expect(readFileSync(join(at.folder, 'kiosk-1', 'standby', 'base.jsonl')).includes(notice.zh)).toBe(false)
}, 180_000)
