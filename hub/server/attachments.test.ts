import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { largestDocument } from '#protocol'
import { type TestCentre, withCentre } from '#testing'

const secret = 'the-words-on-the-paper'
const pdf = Buffer.from(`%PDF-1.4\n${secret}\n%%EOF`)
const text = pdf.toString('base64')

/** A ticket that is being served by Zhao at counter 1. */
async function serving(centre: TestCentre) {
  const { commandId } = centre
  const guide = await centre.staff('li')
  const ticket = await guide.granted('issueTicket', { body: { serviceId: 'LC', commandId: commandId() } })
  const zhao = await centre.staff('zhao')
  const work = (type: string) =>
    zhao.granted('counterCommand', { params: { counterId: '1' }, body: { type, commandId: commandId() } })
  for (const step of ['open', 'call-next']) await work(step)
  return { zhao, work, params: { id: ticket.id } }
}

test('a document is sealed with the event that names it, and read back by whom it concerns', async () => {
  await withCentre({}, async (centre) => {
    const { zhao, work, params } = await serving(centre)
    await work('arrive')
    const body = { pdf: text, pages: 2, commandId: centre.commandId() }
    const added = await zhao.granted('attachDocument', { params, body })
    const sha256 = createHash('sha256').update(pdf).digest('hex')
    expect(added).toMatchObject({ bytes: pdf.length, sha256 })
    expect(await zhao.granted('attachDocument', { params, body })).toEqual(added)
    const { events } = await zhao.granted('getEvents', { query: { limit: '1000' } })
    const named = events.filter((event) => JSON.stringify(event).includes('AttachmentAdded'))
    expect(named).toHaveLength(1)
    expect(named[0]).toMatchObject({
      data: {
        ticketId: params.id,
        leg: 0,
        attachmentId: added.attachmentId,
        pages: 2,
        bytes: pdf.length,
        sha256,
      },
    })
    const { attachmentId } = added
    const one = { params: { ...params, attachmentId } }
    expect((await zhao.granted('listAttachments', { params })).attachments).toMatchObject([
      { attachmentId, leg: 0, pages: 2, bytes: pdf.length },
    ])
    expect(await zhao.granted('getAttachment', one)).toEqual({ pdf: text })
    expect(await (await centre.staff('zhou')).granted('getAttachment', one)).toEqual({ pdf: text })
    for (const caller of [await centre.staff('qian'), await centre.staff('wu')])
      expect(await caller.refusal('getAttachment', one)).toBe('ticket-not-yours')
    expect(await centre.device('counter-1').refusal('getAttachment', one)).toBe('forbidden')
    const elsewhere = { params: { id: 'another', attachmentId } }
    expect(await (await centre.staff('zhou')).refusal('getAttachment', elsewhere)).toBe('not-found')
    await work('finish')
    expect(await zhao.granted('getAttachment', one)).toEqual({ pdf: text })
    await centre.restart()
    for (const file of readdirSync(centre.folder).filter((name) => name.startsWith('hub.db')))
      expect(readFileSync(join(centre.folder, file)).includes(secret)).toBe(false)
    expect(centre.logged.join('\n')).not.toContain(secret)
  })
})

test('only who serves the number may add to it, only a PDF, only while it is served', async () => {
  await withCentre({}, async (centre) => {
    const { zhao, work, params } = await serving(centre)
    const body = (given: object = {}) => ({ pdf: text, pages: 1, commandId: centre.commandId(), ...given })
    expect(await zhao.refusal('attachDocument', { params, body: body() })).toBe('ticket-state')
    await work('arrive')
    const qian = await centre.staff('qian')
    expect(await qian.refusal('attachDocument', { params, body: body() })).toBe('ticket-not-yours')
    expect(await centre.device('kiosk-1').refusal('attachDocument', { params, body: body() })).toBe(
      'forbidden',
    )
    const wrong = { pdf: Buffer.from('<html>…</html>').toString('base64') }
    expect(await zhao.refusal('attachDocument', { params, body: body(wrong) })).toBe('invalid')
    const large = Buffer.alloc(largestDocument + 1, '%PDF-').toString('base64')
    expect(await zhao.refusal('attachDocument', { params, body: body({ pdf: large }) })).toMatch(
      /too-large|invalid/,
    )
    const nobody = await fetch(`${centre.url}/api/v1/tickets/${params.id}/attachments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body({ pdf: Buffer.alloc(1_000_000).toString('base64') })),
    })
    expect(nobody.status).toBe(401)
  })
})

test('the counter’s page may use a camera, no other page may, and none a microphone', async () => {
  await withCentre({}, async (centre) => {
    for (const page of ['counter', 'guide', 'kiosk', 'pad', 'board', 'console']) {
      const { headers } = await fetch(`${centre.url}/${page}`)
      const policy = headers.get('permissions-policy')
      expect(policy, page).toContain(page === 'counter' ? 'camera=(self),' : 'camera=(),')
      expect(policy, page).toContain('microphone=()')
    }
  })
})

test('a document as large as allowed goes through and is forgotten in its time', async () => {
  await withCentre({}, async (centre) => {
    const { zhao, work, params } = await serving(centre)
    await work('arrive')
    const large = Buffer.alloc(largestDocument, 'x')
    large.write('%PDF-1.4')
    const body = { pdf: large.toString('base64'), pages: 9, commandId: centre.commandId() }
    const { attachmentId } = await zhao.granted('attachDocument', { params, body })
    const one = { params: { ...params, attachmentId } }
    expect((await zhao.granted('getAttachment', one)).pdf.length).toBe(body.pdf.length)
    centre.clock.jumpTo(centre.clock.now() + 31 * 24 * 3_600_000)
    await centre.restart()
    const manager = await centre.staff('zhou')
    await expect.poll(() => manager.refusal('getAttachment', one)).toBe('not-found')
  })
})

test('a step before a document stands, and one after it does not take the document with it', async () => {
  await withCentre({}, async (centre) => {
    const { zhao, work, params } = await serving(centre)
    await work('arrive')
    const body = { pdf: text, pages: 1, commandId: centre.commandId() }
    await zhao.granted('attachDocument', { params, body })
    await expect(work('undo')).rejects.toThrow('nothing-to-undo')
    for (const step of ['finish', 'undo']) await work(step)
    expect((await zhao.granted('listAttachments', { params })).attachments).toHaveLength(1)
  })
})
