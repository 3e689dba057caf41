import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, expect, test } from 'vitest'
import { listEvents } from '#city'
import { type TestCentre, unlimited, withCentre } from '#testing'
import { selfSigned } from './support/certificates.ts'
import { linkTo, openCity, until } from './support/city_hall.ts'
import { type Front, tlsFront } from './support/tls_front.ts'

const dayMs = 86_400_000
const from = new Date(Date.now() - 2 * dayMs)
const to = new Date(Date.now() + dayMs)
const good = selfSigned({ name: 'localhost', from, to })
const expired = selfSigned({ name: 'localhost', from, to: new Date(Date.now() - dayMs) })
const early = selfSigned({ name: 'localhost', from: new Date(Date.now() + dayMs / 2), to })
const elsewhere = selfSigned({ name: 'city.example', from, to })
const nobodys = selfSigned({ name: 'localhost', from, to })

// As an operator does with NODE_EXTRA_CA_CERTS.
const usual = getCACertificates('default')
setDefaultCACertificates([...usual, ...[good, expired, early, elsewhere].map(({ cert }) => cert)])
afterAll(() => setDefaultCACertificates(usual))

async function visit(centre: TestCentre): Promise<void> {
  const body = {
    serviceId: 'LC',
    anonymous: true,
    delivery: 'spoken',
    commandId: centre.commandId(),
  } as const
  await centre.device('kiosk-1').granted('issueTicket', { body })
}

const faults: readonly (readonly [string, Front, string])[] = [
  ['a certificate nobody here trusts', nobodys, 'tls-untrusted'],
  ['a certificate that has expired', expired, 'tls-expired'],
  ['a certificate of tomorrow', early, 'tls-expired'],
  ['a certificate of another host', elsewhere, 'tls-wrong-host'],
  ['plain HTTP on the port of TLS', 'plain', 'tls-plain'],
  ['no TLS and no HTTP', 'garbage', 'tls-plain'],
  ['a handshake cut after the first word', 'cut after hello', 'tls-cut'],
  ['half a handshake', 'half a handshake', 'tls-cut'],
]

test('each trouble of TLS has a name of its own at the console, stops nothing in the hall, and passes', () =>
  withCentre({ allowances: unlimited }, async (centre) => {
    const city = await openCity(centre)
    const front = await tlsFront(city.url)
    front.show(good)
    const link = linkTo(centre, `https://localhost:${front.port}`)
    const drained = () => until(() => link.status().pending === 0 && link.status().state === 'idle')
    const manager = await centre.staff('zhou')
    await drained()
    for (const [name, fault, kind] of faults) {
      front.show(fault)
      await visit(centre)
      await until(() => link.status().state === 'retrying')
      const shown = await manager.granted('cityLink')
      expect(shown, name).toMatchObject({ state: 'retrying', trouble: { kind } })
      // The hall goes on, and what it does waits.
      await visit(centre)
      expect(link.status().pending, name).toBeGreaterThanOrEqual(2)
      front.show(good)
      centre.clock.advance(60_000)
      await drained()
      expect(link.status().trouble, name).toBeNull()
    }
    const here = await centre.hub().log.eventsAfter(0, 1_000)
    const there = await listEvents(city.database, 'site-test', 0, 1_000)
    expect(there.map(({ hash }) => hash)).toEqual(here.map(({ hash }) => hash))
    await link.close()
    await front.close()
    await city.close()
  }))
