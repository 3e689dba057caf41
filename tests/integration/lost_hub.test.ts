import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { callerOf, openTestSocket, passwordOf, tokenOf } from '#testing'
import { admin, device, issue, lostHall, readiness, until } from './support/lost_hall.ts'
import { launchToken, run } from './support/programs.ts'

let hall: ReturnType<typeof lostHall>
beforeEach(() => {
  hall = lostHall()
})
afterEach(() => hall.close())
const at = (name: string) => hall.at(name)
const promoteTo = (data: string, key: string) => hall.promoteTo(data, key)

test('a standby becomes the hub; terminals go on; the old hub is fenced and hands over what it alone had', async () => {
  const lost = await hall.lose()
  const promoted = await promoteTo('new', lost.key)
  expect(promoted).toMatchObject({
    code: 0,
    said: expect.stringContaining(`${lost.head} events, chain verified`),
  })

  const hub = await hall.startHub('new', lost.port)
  expect(await readiness(hub)).toMatchObject({ code: 200, status: 'serving', epoch: 2 })
  const kiosk = device(hub, 'kiosk-2')
  // The same command again gets the same number: what the old hub acknowledged is not done twice.
  expect(
    await issue(kiosk, lost.commandId, { visitor: { idNumber: lost.idNumber, name: '张示三' } }),
  ).toEqual(lost.first)
  // The same person is known again: one open number a service.
  const again = { serviceId: 'LC', visitor: { idNumber: lost.idNumber }, commandId: ulid() }
  expect(await kiosk.refusal('issueTicket', { body: again })).toBe('already-has-ticket')
  const fresh = await issue(kiosk)
  expect(lost.together.map(({ number }) => number)).not.toContain(fresh.number)
  expect(fresh.number).toBe(lost.alone[0]?.number)

  // The agent finds the new hub where the old one was, and its page can take numbers through it.
  const agent = await hall.startAgent(hub)
  const page = callerOf(() => agent.url.replace(/^ws(.*)\/ws$/, 'http$1'), launchToken)
  const through = await until(async () => {
    const answer = await page.call('issueTicket', { body: { serviceId: 'LC', commandId: ulid() } })
    return answer.ok ? answer.value : null
  })
  expect(through.number).toBe(lost.alone[1]?.number)
  const socket = await openTestSocket(agent.url.replace(/^ws(.*)\/ws$/, 'http$1'))
  socket.send({ type: 'hello', protocol: 1, token: launchToken, lastRevision: null })
  await until(async () => {
    const { state } = (await socket.until('snapshot')) as { state: { epoch: number } }
    return state.epoch === 2 ? state : null
  })
  socket.close()
  await agent.stop()

  // Negative control: nobody has told the old hub, so it gives the very number the new one gave.
  const old = await hall.startHub('old', 0)
  expect(await readiness(old)).toMatchObject({ code: 200, epoch: 1 })
  const twin = await issue(device(old, 'kiosk-2'))
  const third = await issue(kiosk)
  expect(third.number).toBe(lost.alone[2]?.number)
  expect((await issue(kiosk)).number).toBe(twin.number)

  // One terminal that has seen the new hub is enough.
  const strayed = await hall.startAgent(old)
  await until(async () => ((await readiness(old)).code === 503 ? true : null))
  expect(await readiness(old)).toMatchObject({ status: 'fenced', by: 2 })
  expect(
    await device(old, 'kiosk-2').refusal('issueTicket', { body: { serviceId: 'LC', commandId: ulid() } }),
  ).toBe('fenced')
  expect((await (await admin(old)).granted('backupStatus')).fencedBy).toBe(2)
  await strayed.stop()
  await old.kill()
  const restarted = await hall.startHub('old', 0)
  expect(await readiness(restarted)).toMatchObject({ code: 503, status: 'fenced' })
  await restarted.stop()

  const credentials = { CIVIC_HALL_USER: 'wu', CIVIC_HALL_PASSWORD: passwordOf('wu') }
  const handed = await run('hub/handover_main.ts', ['--data', at('old'), '--to', hub.url], credentials)
  expect(handed).toMatchObject({ code: 0, said: expect.stringContaining('4 tickets') })
  // Done twice, because somebody was not sure, it is still one.
  expect(
    await run('hub/handover_main.ts', ['--data', at('old'), '--to', hub.url], credentials),
  ).toMatchObject({ code: 0 })
  const boss = await admin(hub)
  const { handovers } = await boss.granted('listHandovers')
  expect(handovers).toHaveLength(1)
  const [handover] = handovers
  expect(handover).toMatchObject({ epoch: 1, fromRevision: lost.head, settledBy: null })
  expect(handover?.tickets.map(({ ticketId }) => ticketId)).toEqual([...lost.alone, twin].map(({ id }) => id))
  expect(handover?.tickets.map(({ standing }) => standing)).toEqual(['taken', 'taken', 'taken', 'taken'])
  const counted =
    (handover?.others.length ?? 0) + (handover?.tickets.flatMap(({ story }) => story).length ?? 0)
  expect(counted).toBe(handover?.eventCount)
  const params = { id: handover?.id ?? '' }
  await boss.granted('settleHandover', { params, body: { ticketId: twin.id } })
  await boss.granted('settleHandover', { params, body: { ticketId: null } })
  const [settled] = (await boss.granted('listHandovers')).handovers
  expect(settled?.settledBy).toBe('admin-1')
})

test('what a standby keeps is nobody’s without the recovery key, and cannot be changed unnoticed', async () => {
  const lost = await hall.lose()
  const kept = ['log.jsonl', 'base.jsonl'].map((name) => readFileSync(join(at('agent'), 'standby', name)))
  for (const secret of [lost.idNumber, '张示三', 'argon2', 'TicketIssued', lost.key])
    for (const bytes of kept) expect(bytes.includes(secret)).toBe(false)
  const other = 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA'
  expect(await promoteTo('new', other)).toMatchObject({
    code: 1,
    said: expect.stringContaining('no recovery key'),
  })
  expect(await promoteTo('agent', lost.key)).toMatchObject({
    code: 1,
    said: expect.stringContaining('not empty'),
  })
})

test('a hub is not fenced by a stranger, nor by a terminal that makes an epoch up', async () => {
  const hub = await hall.startHub('old', 0)
  const made = { epoch: 9, hubId: 'x', by: '', reason: '', fromRevision: 1, proof: 'A'.repeat(43) }
  for (const token of ['no-token-of-anybody', tokenOf('kiosk-1')]) {
    const socket = await openTestSocket(hub.url)
    socket.send({ type: 'hello', protocol: 1, token, lastRevision: null, epochBegan: made })
    expect((await socket.next()).type).toBe(token === tokenOf('kiosk-1') ? 'welcome' : 'goodbye')
    socket.close()
  }
  expect(await readiness(hub)).toMatchObject({ code: 200, status: 'serving' })
})
