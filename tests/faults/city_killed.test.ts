import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Clock, systemClock } from '#basics'
import { listEvents, openCityDatabase } from '#city'
import { unlimited, withCentre } from '#testing'
import { citySecret, linkTo } from '../integration/support/city_hall.ts'
import { badPost } from './support/bad_post.ts'
import { type Death, startCityProgram } from './support/city_program.ts'
import { longest, seeded, sizes } from './support/random.ts'
import { keep } from './support/table.ts'

const site = { id: 'site-test', secret: citySecret }
const later = () => new Promise((resolve) => setTimeout(resolve, 5))

/** The city's program tells the real time, and so must its centre; but nobody waits long for the next try. */
const hurried: Clock = {
  ...systemClock(),
  after: (ms, action) => systemClock().after(Math.min(ms, 1_000) / 10, action),
  every: (ms, action) => systemClock().every(ms / 100, action),
}

/** Deaths by turns just before and just after a commit, the first, second or third of a life. */
const deathOf = (life: number): Death => ({
  commit: 1 + (Math.floor(life / 2) % 3),
  moment: life % 2 === 0 ? 'before' : 'after',
})

async function fromFile(folder: string) {
  const database = await openCityDatabase(join(folder, 'city.db'))
  const events = await listEvents(database, site.id, 0, 10_000)
  const tickets = await database.all<{ number: string; events: number }>(
    'SELECT number, events FROM tickets WHERE site_id = $1 ORDER BY number',
    site.id,
  )
  const [row] = await database.all<{ withheld: number; tickets_today: number }>(
    'SELECT withheld, tickets_today FROM sites WHERE site_id = $1',
    site.id,
  )
  await database.close()
  return { events, tickets, row }
}

test(
  'the city killed between receiving and committing, its post late, doubled and out of turn: each event once',
  {
    timeout: Math.max(longest, 300_000),
  },
  () =>
    withCentre({ allowances: unlimited }, async (centre) => {
      const folder = mkdtempSync(join(tmpdir(), 'civic-city-'))
      let city = await startCityProgram(folder, site, deathOf(0))
      const post = await badPost(() => city.url, seeded(sizes.seed))
      const link = linkTo(centre, post.url, hurried)
      let taken = 0
      const visit = async () => {
        const body = {
          serviceId: 'LC',
          anonymous: true,
          delivery: 'spoken',
          commandId: centre.commandId(),
        } as const
        await centre.device('kiosk-1').granted('issueTicket', { body })
        taken += 1
      }
      for (let life = 0; life < sizes.cityKills; life += 1) {
        let isDead = false
        city.child.once('exit', () => {
          isDead = true
        })
        while (!isDead) {
          if (taken <= life * 4) await visit()
          await later()
        }
        city = await startCityProgram(folder, site, life + 1 < sizes.cityKills ? deathOf(life + 1) : null)
      }
      post.mend()
      while (link.status().pending > 0 || link.status().state !== 'idle') await later()
      const parked = await link.parked()
      await link.close()
      await city.kill()
      const { events, tickets, row } = await fromFile(folder)
      const log = await centre.hub().log.eventsAfter(0, 10_000)
      const { lost, doubled, late } = post
      keep('7-city-killed', {
        what: 'kill -9 of the city at a commit, post late, doubled, out of turn',
        tried: sizes.cityKills,
        unit: 'kills',
        broken: events.length - log.length,
        isControl: false,
        note: `${log.length} events; ${lost} answers lost, ${doubled} letters doubled, ${late} late`,
      })
      await post.close()
      rmSync(folder, { recursive: true, force: true })
      expect(events.map(({ hash }) => hash)).toEqual(log.map(({ hash }) => hash))
      expect(parked).toEqual([])
      expect(tickets).toHaveLength(taken)
      expect(tickets.every((ticket) => ticket.events === 1)).toBe(true)
      expect(row).toMatchObject({ withheld: 0, tickets_today: taken })
      expect(lost + doubled + late).toBeGreaterThan(0)
    }),
)
