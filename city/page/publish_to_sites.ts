import { type PublishBody, publishReply } from '#protocol'

/** Publishes with the bureau's token; to how many sites it goes, or null when the city did not take it. */
export async function publishToSites(body: PublishBody, token: string): Promise<number | null> {
  const answer = await fetch('/api/v1/publications', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  }).catch(() => null)
  const reply = publishReply.safeParse(answer?.ok === true ? await answer.json() : null)
  return reply.success ? reply.data.sites : null
}

type About = Extract<PublishBody, { msgType: 'EVAL_TASK' | 'RECEIPT' }>

/** Sends the site that is looked at something about one of its ratings or reports. */
export type PublishAbout = (
  about: About extends infer Each ? (Each extends About ? Omit<Each, 'scope'> : never) : never,
) => Promise<number | null>
