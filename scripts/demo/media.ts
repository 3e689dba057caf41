import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { callRoute } from '#client'
import { uploadReply } from '#protocol'
import type { DemoAccess } from './access.ts'

/** What the screens of the demo show, in order. */
const shown = [
  { id: 'demo-legal-aid', file: 'legal_aid.png', title: { zh: '法律援助不收费', en: 'Legal aid is free' } },
  { id: 'demo-hotline', file: 'hotline.png', title: { zh: '12348 热线', en: 'The 12348 hotline' } },
  { id: 'demo-before', file: 'before_you_come.txt', title: { zh: '来访须知', en: 'Before you come' } },
] as const

async function bring(hub: string, token: string, path: string) {
  const answer = await fetch(`${hub}/api/v1/media-files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(await readFile(path)),
  })
  return uploadReply.parse(await answer.json())
}

/** Gives a new demo something to show, through the doors a manager uses; what somebody has taken out stays out. */
export async function bringDemoMedia(access: DemoAccess, folder: string): Promise<void> {
  const manager = access.staff.find(({ role }) => role === 'manager')
  if (manager === undefined) return
  const { username, password } = manager
  const session = await callRoute(access.hub, null, 'login', { body: { username, password } })
  if (!session.ok) return
  const { token } = session.value
  const listed = await callRoute(access.hub, token, 'listMedia')
  const { events } = await callRoute(access.hub, token, 'getEvents', { query: { limit: '1000' } }).then(
    (answer) => (answer.ok ? answer.value : { events: [] }),
  )
  const isNew =
    listed.ok && listed.value.media.length === 0 && !JSON.stringify(events).includes('MediumSaved')
  if (!isNew) return
  for (const [order, { id, file, title }] of shown.entries()) {
    const brought = await bring(access.hub, token, join(folder, file))
    const valid = { validFrom: 0, validUntil: null, daily: null, order, enabled: true }
    const medium = { id, title, ...brought, sha256: brought.sha256, priority: 'own' as const, ...valid }
    const body = { medium, commandId: `${id}-first-start` }
    await callRoute(access.hub, token, 'putMedium', { params: { id }, body })
  }
  await callRoute(access.hub, token, 'logout')
}
