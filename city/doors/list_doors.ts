import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaQuery, idSchema, listQuery, publishBody } from '#protocol'
import { areasAt } from '../areas.ts'
import { listActivities, listReports } from '../documents.ts'
import {
  listEvents,
  listPublications,
  listRatings,
  listSites,
  listSuperseded,
  listTickets,
} from '../lists.ts'
import { publish } from '../publish.ts'
import type { CityParts } from './parts.ts'
import { CityRefusal } from './problems.ts'

const siteParams = z.object({ siteId: idSchema })

function isBureau(request: FastifyRequest, token: string | null): boolean {
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token ?? ''}`)
  return token !== null && given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** The doors of the bureau's page: figures, lists, and what is published. */
export function listDoors(app: FastifyInstance, { database, clock, bureauToken, newId }: CityParts): void {
  const serverTime = () => new Date(clock.now()).toISOString()
  app.get('/api/v1/sites', async () => ({
    sites: await listSites(database, '', clock.now()),
    serverTime: serverTime(),
  }))
  app.get('/api/v1/areas', async (request) => {
    const { code } = areaQuery.parse(request.query)
    // The way down to the area needs its neighbours' figures too.
    const sites = await listSites(database, code.slice(0, 2), clock.now())
    return { ...areasAt(code, sites), serverTime: serverTime() }
  })
  app.get('/api/v1/sites/:siteId/tickets', async (request) => {
    const { limit } = listQuery.parse(request.query)
    return { tickets: await listTickets(database, siteParams.parse(request.params).siteId, limit) }
  })
  app.get('/api/v1/sites/:siteId/ratings', async (request) => {
    const { limit } = listQuery.parse(request.query)
    return { ratings: await listRatings(database, siteParams.parse(request.params).siteId, limit) }
  })
  app.get('/api/v1/sites/:siteId/reports', async (request) => {
    const { limit } = listQuery.parse(request.query)
    return { reports: await listReports(database, siteParams.parse(request.params).siteId, limit) }
  })
  app.get('/api/v1/sites/:siteId/activities', async (request) => {
    const { limit } = listQuery.parse(request.query)
    return { activities: await listActivities(database, siteParams.parse(request.params).siteId, limit) }
  })
  app.get('/api/v1/sites/:siteId/events', async (request) => {
    const { after, limit } = listQuery.parse(request.query)
    return { events: await listEvents(database, siteParams.parse(request.params).siteId, after, limit) }
  })
  app.get('/api/v1/sites/:siteId/superseded', async (request) => {
    const { after, limit } = listQuery.parse(request.query)
    const { siteId } = siteParams.parse(request.params)
    return { records: await listSuperseded(database, siteId, after, limit) }
  })
  app.get('/api/v1/publications', async () => ({ publications: await listPublications(database) }))
  app.post('/api/v1/publications', async (request) => {
    if (!isBureau(request, bureauToken)) throw new CityRefusal('unauthenticated')
    const id = newId()
    return { id, sites: await publish(database, publishBody.parse(request.body), id, clock.now()) }
  })
}
