import { z } from 'zod'
import { commandIds } from '../load/command_ids.ts'
import { type Answer, type Connection, connect, postRequest } from '../load/connection.ts'
import { pause } from '../programs.ts'
import type { History } from './history.ts'

const ticket = z.object({ id: z.string(), number: z.string() })
const counter = z.object({ ticket: ticket.nullable() })
const problem = z.object({ code: z.string() })

const codeOf = ({ body }: Answer) => problem.safeParse(JSON.parse(body)).data?.code ?? ''

/** One in so many commands is sent twice at the same time, over two connections. */
const twiceEvery = 10

/** Somebody with a token and two connections. */
interface Sender {
  readonly newId: () => string
  post(path: string, body: object): Promise<Answer>
  /** The same bytes over both connections at once. */
  postTwice(path: string, body: object): Promise<[Answer, Answer]>
  close(): void
}

async function sender(hub: string, token: string): Promise<Sender> {
  const url = new URL(hub)
  const open = () => connect(url.hostname, Number(url.port))
  const [first, second]: [Connection, Connection] = [await open(), await open()]
  const request = (path: string, body: object) =>
    postRequest(new URL(`${hub}/api/v1${path}`), token, JSON.stringify(body))
  return {
    newId: commandIds(),
    post: (path, body) => first.exchange(request(path, body)),
    postTwice(path, body) {
      const bytes = request(path, body)
      return Promise.all([first.exchange(bytes), second.exchange(bytes)])
    },
    close() {
      first.close()
      second.close()
    },
  }
}

/** Takes numbers until told to stop; now and then one command is sent twice at once. */
export async function issuer(
  hub: string,
  token: string,
  serviceIds: readonly string[],
  history: History,
  goesOn: () => boolean,
): Promise<void> {
  const self = await sender(hub, token)
  for (let turn = 0; goesOn(); turn += 1) {
    const commandId = self.newId()
    const serviceId = serviceIds[turn % serviceIds.length]
    const body = { serviceId, anonymous: true, delivery: 'spoken', commandId }
    const sent = performance.now()
    const answers =
      turn % twiceEvery === 0 ? await self.postTwice('/tickets', body) : [await self.post('/tickets', body)]
    history.issueMs.push(performance.now() - sent)
    const given = answers.map((answer) =>
      answer.status === 201 ? ticket.parse(JSON.parse(answer.body)) : null,
    )
    const [one, other = one] = given
    if (one == null || other == null) history.strange.push(answers.map(({ body: text }) => text).join(' '))
    else if (one.id !== other.id || one.number !== other.number) history.torn.push(commandId)
    else history.issued.push({ ...one, commandId })
  }
  self.close()
}

/** Calls, receives and finishes until nobody waits any more, or there is enough; now and then the call is pressed twice at once. */
export async function counterDesk(
  hub: string,
  { id, token }: { readonly id: string; readonly token: string },
  history: History,
  { goesOn, hasEnough = () => false }: { goesOn(): boolean; hasEnough?(): boolean },
): Promise<void> {
  const self = await sender(hub, token)
  const path = `/counters/${id}/commands`
  const obey = async (type: string) => {
    const answer = await self.post(path, { type, commandId: self.newId() })
    if (answer.status !== 200) history.strange.push(`${type}: ${answer.body}`)
  }
  await obey('open')
  for (let turn = 0; !hasEnough(); turn += 1) {
    const commandId = self.newId()
    const body = { type: 'call-next', commandId }
    const sent = performance.now()
    const answers = turn % twiceEvery === 0 ? await self.postTwice(path, body) : [await self.post(path, body)]
    const took = performance.now() - sent
    const [answer] = answers
    if (answer === undefined || new Set(answers.map((each) => each.body)).size > 1)
      history.torn.push(commandId)
    if (answer?.status !== 200) {
      if (answer === undefined || codeOf(answer) !== 'queue-empty')
        history.strange.push(`call: ${answer?.body}`)
      if (!goesOn()) break
      await pause(2)
      continue
    }
    const now = counter.parse(JSON.parse(answer.body)).ticket
    if (now === null) history.strange.push(`call: ${answer.body}`)
    else history.called.push({ ticketId: now.id, counterId: id, commandId })
    history.callMs.push(took)
    await obey('arrive')
    await obey('finish')
  }
  await obey('close')
  self.close()
}
