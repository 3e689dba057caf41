import { type CityRating, cityDocuments, ratingTask } from '#protocol'
import type { Statements } from './store/database.ts'

type FollowUp = Pick<CityRating, 'task' | 'answer'>

const keyOf = ({ ticketId, leg }: { readonly ticketId: string; readonly leg: number }) => `${ticketId} ${leg}`

/**
 * What was asked of a site about its ratings, and what it has answered: the latest task of each leg, and the answer
 * that names the leg or one of its tasks.
 */
export async function followUps(
  statements: Statements,
  siteId: string,
): Promise<(rating: Pick<CityRating, 'ticketId' | 'leg'>) => FollowUp> {
  const sent = await statements.all<{ id: string; data: string }>(
    `SELECT id, data FROM downlink WHERE site_id = $1 AND msg_type = 'EVAL_TASK' ORDER BY seq`,
    siteId,
  )
  const kept = await statements.all<{ data: string }>(
    `SELECT data FROM documents WHERE site_id = $1 AND kind = 'EVAL_RESULT' ORDER BY revision`,
    siteId,
  )
  const placeOfTask = new Map<string, string>()
  const tasks = new Map<string, FollowUp['task']>()
  for (const { id, data } of sent) {
    const asked = ratingTask.parse(JSON.parse(data))
    placeOfTask.set(id, keyOf(asked))
    tasks.set(keyOf(asked), { id, dueAt: asked.dueAt })
  }
  const answers = new Map<string, FollowUp['answer']>()
  for (const { data } of kept) {
    const { about, taskId, version, outcome, repliedAt, words } = cityDocuments.EVAL_RESULT.parse(
      JSON.parse(data),
    )
    const place = about === undefined ? placeOfTask.get(taskId) : keyOf(about)
    if (place !== undefined) answers.set(place, { version, outcome, repliedAt, words })
  }
  return (rating) => ({
    task: tasks.get(keyOf(rating)) ?? null,
    answer: answers.get(keyOf(rating)) ?? null,
  })
}
