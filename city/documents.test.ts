import { expect, test } from 'vitest'
import type { PublishBody } from '#protocol'
import { listActivities, listReports } from './documents.ts'
import { openCityDatabase, openExchange, registryOf } from './index.ts'
import { listRatings } from './lists.ts'
import { publish } from './publish.ts'
import { monday, secret, siteId, testLog, testSite } from './site.fixture.ts'

const other = 'site-310118'
const registry = registryOf({ [siteId]: secret, [other]: secret }, null)
const marks = { overall: 2, attitude: 2, efficiency: 3, competence: 4 }
const dueAt = '2026-03-03T01:00:00+08:00'
const centre = (id: string) => ({
  site: {
    id,
    level: 'district',
    areaCode: id === siteId ? '310117' : '310118',
    place: { zh: '云川区', en: 'Yunchuan District' },
    parentId: null,
    address: { zh: '地址', en: 'address' },
    phone: '',
    supervisionPhone: '',
    notices: [],
  },
  policy: {},
})
const report = (version: number, period = '2026-02') => ({
  id: `R-${period}`,
  version,
  period,
  from: `${period}-01`,
  to: `${period}-28`,
  signedBy: 'staff-1',
  figures: { issued: version },
})
const answer = (version: number, given: object) => ({
  ...{ id: 'E-1', version, taskId: 'E-1', outcome: 'explained', repliedAt: dueAt, words: '已说明' },
  ...given,
})

/** A city that two sites have told of themselves, one of a rated visit. */
async function city() {
  const database = await openCityDatabase(':memory:')
  const exchange = openExchange(database, registry)
  const [log, elsewhere] = [testLog(), testLog()]
  const [site, otherSite] = [testSite(), testSite(other)]
  const told = () => exchange(site('RECORDS', { records: log.records }), monday)
  log.add('CentreConfigured', centre(siteId))
  log.add('DayOpened', { businessDay: '2026-03-02' })
  log.visit('A001')
  log.add('RatingRecorded', { ticketId: 'T-A001', leg: 0, counterId: '1', marks, reasons: ['slow'] })
  elsewhere.add('CentreConfigured', centre(other))
  await told()
  await exchange(otherSite('RECORDS', { records: elsewhere.records }), monday)
  const send = (body: PublishBody, id: string) => publish(database, body, id, monday)
  const rating = async () => (await listRatings(database, siteId, 10))[0]
  return { database, log, told, send, rating }
}

const taskOf = (ticketId: string, scope = '31'): PublishBody => ({
  msgType: 'EVAL_TASK',
  scope,
  data: { ticketId, leg: 0, dueAt, words: '' },
})

test('a task goes to the site that has the visit, to all of an area where none is known to have it', async () => {
  const { database, send, rating } = await city()
  expect(await send(taskOf('T-A001'), 'task-1')).toBe(1)
  expect((await rating())?.task).toEqual({ id: 'task-1', dueAt })
  expect(await send(taskOf('T-A001', '310118'), 'task-2')).toBe(0)
  expect(await send(taskOf('nobody'), 'task-3')).toBe(2)
  await database.close()
})

test('an answer stands beside its rating, by the leg it names or by the task it answers', async () => {
  const { database, log, told, send, rating } = await city()
  expect(await rating()).toMatchObject({ task: null, answer: null })
  await send(taskOf('T-A001'), 'task-1')
  // A site that names no leg: the task says which.
  log.add('Answered', answer(1, { taskId: 'task-1' }), 'EVAL_RESULT')
  await told()
  expect((await rating())?.answer).toMatchObject({ version: 1, words: '已说明' })
  const about = { ticketId: 'T-A001', leg: 0 }
  log.add('Answered', answer(2, { about, repliedBy: 'staff-1', words: '已补办' }), 'EVAL_RESULT')
  await told()
  expect((await rating())?.answer).toMatchObject({ version: 2, words: '已补办' })
  await database.close()
})

test('the latest version of a document stands, also when an older one comes after it', async () => {
  const { database, log, told, send } = await city()
  log.add('ReportSigned', report(2), 'MONTHLY_REPORT')
  await told()
  log.add('ReportSigned', report(1), 'MONTHLY_REPORT')
  log.add('ReportSigned', report(1, '2026-01'), 'MONTHLY_REPORT')
  await told()
  const receipt = { reportId: 'R-2026-02', receiptNo: 'H', outcome: 'returned', reason: '请核对' } as const
  expect(await send({ msgType: 'RECEIPT', scope: '31', data: { ...receipt, version: 1 } }, 'r-1')).toBe(1)
  expect(await listReports(database, siteId, 10)).toMatchObject([
    { period: '2026-02', version: 2, receipt: null },
    { period: '2026-01', version: 1 },
  ])
  await send({ msgType: 'RECEIPT', scope: '31', data: { ...receipt, version: 2 } }, 'r-2')
  expect((await listReports(database, siteId, 1))[0]?.receipt).toMatchObject({ version: 2, reason: '请核对' })
  await database.close()
})

test('activities are told by day, the latest first', async () => {
  const { database, log, told } = await city()
  const held = { version: 1, kind: 'lecture', place: '居委会', topic: '民法典', attendance: 9 }
  log.add('ActivitySaved', { ...held, id: 'a', day: '2026-02-20' }, 'ACTIVITY')
  log.add('ActivitySaved', { ...held, id: 'b', day: '2026-02-27' }, 'ACTIVITY')
  log.add('ActivitySaved', { ...held, id: 'c', day: 'yesterday' }, 'ACTIVITY')
  await told()
  expect((await listActivities(database, siteId, 10)).map(({ id }) => id)).toEqual(['b', 'a'])
  await database.close()
})
