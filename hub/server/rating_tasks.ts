import type { RatingTask } from '#domain'
import { type RatingTaskReply, ratingTask } from '#protocol'
import type { HubParts } from './hub_parts.ts'

const mostEvents = 500
const iso = (at: number) => new Date(at).toISOString()

/** The visit a rating is about, from the history: the memory holds only those of the day. */
async function visitOf({ store }: HubParts, { about }: RatingTask): Promise<RatingTaskReply['visit']> {
  const row = await store.findTicket(about.ticketId)
  if (row === null) return null
  const events = await store.eventsOfTicket(row, mostEvents)
  const rated = events.find((each) => each.type === 'RatingRecorded' && each.data.leg === about.leg)
  const { number, day, serviceId, counterId } = row
  const visit = { number, day, serviceId, counterId }
  if (rated?.type !== 'RatingRecorded')
    return { ...visit, staffId: null, ratedAt: null, marks: null, reasons: [] }
  const { data, at } = rated
  const ratedAt = data.occurredAt === undefined ? at : iso(data.occurredAt)
  const { staffId, marks, reasons } = data
  return {
    ...visit,
    serviceId: data.serviceId,
    counterId: data.counterId,
    staffId,
    ratedAt,
    marks,
    reasons: [...reasons],
  }
}

/** What the city said with its tasks, by their id: it stays in what came down, and out of the log. */
async function wordsOfCity(hub: HubParts): Promise<ReadonlyMap<string, string>> {
  const items = await hub.city().inbox()
  return new Map(
    items.flatMap(({ msgType, id, data }) => {
      const asked = msgType === 'EVAL_TASK' ? ratingTask.safeParse(data) : null
      return asked?.success === true ? [[id, asked.data.words] as const] : []
    }),
  )
}

/** Bad ratings to be followed up, the oldest first, each with the visit it is about. */
export async function listRatingTasks(
  hub: HubParts,
): Promise<{ readonly tasks: readonly RatingTaskReply[] }> {
  const words = await wordsOfCity(hub)
  const replyOf = async (task: RatingTask): Promise<RatingTaskReply> => {
    const { about, since, respondBy, dueAt, taskIds, begun, answer } = task
    return {
      ...about,
      since: iso(since),
      respondBy: iso(respondBy),
      dueAt: iso(dueAt),
      fromCity: taskIds.length > 0,
      cityWords: words.get(taskIds.at(-1) ?? '') ?? null,
      begunAt: begun === null ? null : iso(begun.at),
      begunBy: begun?.staffId ?? null,
      answer: answer === null ? null : answerOf(answer),
      visit: await visitOf(hub, task),
    }
  }
  const tasks: RatingTaskReply[] = []
  for (const task of [...hub.centre.state().ratingTasks.values()]) tasks.push(await replyOf(task))
  return { tasks }
}

const answerOf = ({ version, outcome, words, repliedAt, repliedBy }: NonNullable<RatingTask['answer']>) => ({
  version,
  outcome,
  words,
  repliedAt,
  repliedBy,
})
