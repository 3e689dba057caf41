import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, expect, test } from 'vitest'
import { agentConfig, noLog, startAgent } from '#agent'
import { simulatedClock } from '#basics'
import { mediumFilePath, protocolVersion } from '#protocol'
import { openTestSocket, type TestCentre, tokenOf, unlimited, withCentre } from '#testing'
import { selfSigned } from './support/certificates.ts'
import { bureauToken, linkTo, openCity, until } from './support/city_hall.ts'

const dayMs = 86_400_000
const certificate = selfSigned({
  name: 'localhost',
  from: new Date(Date.now() - dayMs),
  to: new Date(Date.now() + dayMs),
})
// As an operator does with NODE_EXTRA_CA_CERTS.
const usual = getCACertificates('default')
setDefaultCACertificates([...usual, certificate.cert])
afterAll(() => setDefaultCACertificates(usual))

const film = Buffer.concat([Buffer.from('....ftypisom'), Buffer.alloc(700_000, 3)])
const shaOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')
const launchToken = 'launch-token-of-this-test'

/** The server on which the city keeps its media; `give` says what it really gives. */
async function mediaServer() {
  let content: Buffer = film
  const seen: (string | undefined)[] = []
  const server = createServer(certificate, ({ headers }, response) => {
    seen.push(headers.authorization)
    response.end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  return {
    seen,
    url: `https://bureau:key@localhost:${port}/film.mp4`,
    give(next: Buffer) {
      content = next
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A city that has published a film to a centre that has taken it over. */
async function withFilm(
  use: (hall: {
    readonly centre: TestCentre
    readonly server: Awaited<ReturnType<typeof mediaServer>>
    readonly mediumId: string
    documents(): Promise<readonly { readonly data: string }[]>
    publish(): Promise<void>
  }) => Promise<void>,
) {
  await withCentre({ allowances: unlimited, mediaFromLoopback: true }, async (centre) => {
    const city = await openCity(centre)
    const link = linkTo(centre, city.url)
    const server = await mediaServer()
    const drained = () => until(() => link.status().pending === 0 && link.status().state === 'idle')
    await drained()
    const medium = {
      ...{ title: { zh: '宪法宣传片', en: 'Constitution film' }, kind: 'video', url: server.url },
      ...{ bytes: film.length, hash: shaOf(film) },
      ...{ validFrom: '2026-03-01T00:00:00+08:00', validUntil: null },
    }
    const answer = await fetch(`${city.url}/api/v1/publications`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bureauToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ msgType: 'MEDIA', scope: '31', data: medium }),
    })
    const { id } = (await answer.json()) as { id: string }
    let turns = 0
    await until(() => {
      if (turns++ % 500 === 0) centre.clock.advance(15_000)
      return link.status().received === 1
    })
    const manager = await centre.staff('zhou')
    await use({
      ...{ centre, server, mediumId: id },
      documents: () => city.database.all<{ data: string }>('SELECT data FROM documents'),
      async publish() {
        const { items } = await manager.granted('cityInbox')
        expect(JSON.stringify(items)).not.toContain('bureau:key')
        const params = { seq: String(items[0]?.seq) }
        await manager.granted('citySettle', { params, body: { accept: true } })
      },
    })
    await link.close()
    await server.close()
    await city.close()
  })
}

/** A hall display of the centre, and what its page can ask of it. */
async function withDisplay(
  centre: TestCentre,
  use: (display: {
    readonly clock: ReturnType<typeof simulatedClock>
    read(): Promise<{ status: number; bytes: Buffer }>
    page(): ReturnType<typeof openTestSocket>
  }) => Promise<void>,
) {
  const clock = simulatedClock(centre.clock.now())
  const dataDir = mkdtempSync(join(tmpdir(), 'civic-hall-display-'))
  const config = agentConfig.parse({
    ...{ hubUrl: centre.url, deviceId: 'display-1', deviceToken: tokenOf('display-1'), port: 0 },
    ...{ ticketUrlBase: centre.url, dataDir },
  })
  const agent = await startAgent({
    ...{ role: 'display', config, token: launchToken, clock, random: () => 0, log: noLog },
  })
  const origin = agent.url.replace('ws:', 'http:').replace('/ws', '')
  try {
    await use({
      clock,
      async read() {
        const headers = { authorization: `Bearer ${launchToken}` }
        const answer = await fetch(`${origin}${mediumFilePath(shaOf(film))}`, { headers })
        return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
      },
      async page() {
        const socket = await openTestSocket(origin)
        socket.send({ type: 'hello', protocol: protocolVersion, token: launchToken, lastRevision: null })
        await socket.until('snapshot')
        return socket
      },
    })
  } finally {
    await agent.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

test('a film of the city reaches the page byte for byte, and the city hears how often it was shown', () =>
  withFilm(({ centre, server, mediumId, documents, publish }) =>
    withDisplay(centre, async ({ clock, read, page }) => {
      expect((await read()).status).toBe(404)
      await publish()
      await until(async () => {
        clock.advance(1_000)
        return (await read()).status === 200
      })
      expect((await read()).bytes.equals(film)).toBe(true)
      expect(server.seen).toEqual([`Basic ${btoa('bureau:key')}`])
      const log = await centre.hub().log.eventsAfter(0, 1_000)
      expect(JSON.stringify(log)).not.toContain('bureau')
      expect(log.filter(({ type }) => type === 'MediumSaved')).toMatchObject([
        { data: { medium: { id: mediumId, priority: 'city', sha256: shaOf(film), kind: 'video' } } },
      ])
      const socket = await page()
      for (let n = 0; n < 4; n++) socket.send({ type: 'medium-shown', mediumId, seconds: 30 })
      await until(() => {
        clock.advance(1_000)
        return centre.hub().centre.state().plays.size === 1
      })
      let turns = 0
      await until(async () => {
        if (turns++ % 500 === 0) centre.clock.advance(15_000)
        return (await documents()).length === 1
      })
      const [document] = await documents()
      expect(JSON.parse(document?.data ?? '')).toMatchObject({
        ...{ mediaId: mediumId, screen: 'display-1', day: '2026-03-02', plays: 4, seconds: 120, version: 1 },
      })
      socket.close()
    }),
  ))

test('a film that is not the one the city has named is neither kept nor shown, and the manager is told', () =>
  withFilm(({ centre, server, publish }) =>
    withDisplay(centre, async ({ clock, read }) => {
      const other = Buffer.from(film)
      other[500_000] = 4
      server.give(other)
      await publish()
      const manager = await centre.staff('zhou')
      const file = async () => (await manager.granted('listMedia')).media[0]?.file
      await until(async () => (await file())?.state === 'refused')
      expect(await file()).toEqual({ state: 'refused', reason: 'wrong-hash' })
      expect(readdirSync(join(centre.folder, 'media'))).toEqual([])
      clock.advance(1_000)
      expect((await read()).status).toBe(404)
      // The city has put it right: one press, and it is there.
      server.give(film)
      await manager.granted('fetchMedia')
      await until(async () => (await file())?.state === 'ready')
      await until(async () => {
        clock.advance(1_000)
        return (await read()).bytes.equals(film)
      })
    }),
  ))
