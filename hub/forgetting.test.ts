import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fictionalIdNumber, type TestCentre, withCentre } from '#testing'

const idNumber = fictionalIdNumber(9, '1961-07-08')
const name = '司马北海'
const words = '请先核对公证书原件'
const hourMs = 3_600_000

/** Files of the data folder that hold these bytes, the keys left aside. */
function filesWith({ folder }: TestCentre, bytes: Uint8Array | string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.db/.test(file) && readFileSync(join(folder, file)).includes(Buffer.from(bytes)),
  )
}

/** Somebody takes a number, and a colleague gets a note about it. */
async function visit(centre: TestCentre) {
  const { commandId } = centre
  const visitor = { idNumber, name }
  const body = { serviceId: 'LC', delivery: 'spoken', visitor, commandId: commandId() }
  await centre.device('kiosk-1').granted('issueTicket', { body })
  const counter = await centre.staff('zhao')
  const params = { counterId: '1' }
  for (const each of [{ type: 'open' }, { type: 'call-next' }, { type: 'arrive' }])
    await counter.granted('counterCommand', { params, body: { ...each, commandId: commandId() } })
  const transfer = { type: 'transfer', serviceId: 'LA', note: words }
  await counter.granted('counterCommand', { params, body: { ...transfer, commandId: commandId() } })
}

test('what has had its time is in no file of the database: not sealed, not in the write-ahead log', async () => {
  await withCentre({}, async (centre) => {
    await visit(centre)
    const { store, log } = centre.hub()
    const events = await log.eventsAfter(0, 1_000)
    const refs = events.flatMap(({ type, data }) => {
      if (type === 'TicketIssued') return [data.personRef]
      return type === 'TicketTransferred' ? [data.noteRef] : []
    })
    const sealed = (await Promise.all(refs.map((ref) => store.sealedFields(ref ?? '')))).flat()
    expect(sealed.map(({ field }) => field).toSorted()).toEqual(['idNumber', 'name', 'words'])
    // Sealed, they are there; as they are read, never.
    for (const field of sealed) expect(filesWith(centre, field.sealed)).not.toEqual([])
    const person = sealed.filter(({ kind }) => kind === 'person')
    for (const { lookup } of person) if (lookup !== null) expect(filesWith(centre, lookup)).not.toEqual([])

    const readable = [idNumber, name, words]
    for (const secret of readable) expect(filesWith(centre, secret)).toEqual([])
    await store.purgeSealed('person', centre.clock.now() + 1)
    for (const { sealed: bytes } of person) expect(filesWith(centre, bytes)).toEqual([])
    for (const { lookup } of person) if (lookup !== null) expect(filesWith(centre, lookup)).toEqual([])
    // The note belongs to another policy and stays.
    const note = sealed.find(({ kind }) => kind === 'note')
    expect(filesWith(centre, note?.sealed ?? 'no note')).not.toEqual([])
    await store.purgeSealed('note', centre.clock.now() + 1)
    expect(filesWith(centre, note?.sealed ?? 'no note')).toEqual([])
    await centre.restart()
    for (const secret of readable) expect(filesWith(centre, secret)).toEqual([])
  })
})

test('a hub that starts after the time is over forgets at once', async () => {
  await withCentre({}, async (centre) => {
    await visit(centre)
    centre.clock.jumpTo(centre.clock.now() + 25 * hourMs)
    await centre.restart()
    const isForgotten = () => centre.logged.some((line) => line.includes('old data forgotten'))
    await expect.poll(isForgotten, { timeout: 20_000 }).toBe(true)
    const [issued] = (await centre.hub().log.eventsAfter(0, 1_000)).flatMap((each) =>
      each.type === 'TicketIssued' ? [each.data.personRef] : [],
    )
    expect(await centre.hub().store.sealedFields(issued ?? '')).toEqual([])
  })
})
