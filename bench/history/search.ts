import { durationFigure, type Figure } from '../figures.ts'
import type { Filled } from './fill.ts'

const dayMs = 86_400_000

/** Somebody who looks things up at a hub's doors, and how long each answer took. */
interface Reader {
  /** Asks one door, `samples` times with what `ask` makes of the turn; returns durations in ms and the last answer. */
  time(
    samples: number,
    ask: (turn: number) => { readonly path: string; readonly body?: object },
  ): Promise<{ times: number[]; last: unknown }>
}

async function reader(hub: string, manager: { username: string; password: string }): Promise<Reader> {
  const answerOf = async (response: Response) => {
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const headers = { 'content-type': 'application/json' }
  const login = await fetch(`${hub}/api/v1/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify(manager),
  })
  const { token }: { token: string } = JSON.parse(JSON.stringify(await answerOf(login)))
  const own = { ...headers, authorization: `Bearer ${token}` }
  return {
    async time(samples, ask) {
      const times: number[] = []
      let last: unknown = null
      for (let turn = 0; turn < samples; turn += 1) {
        const { path, body } = ask(turn)
        const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
        const sent = performance.now()
        last = await answerOf(
          await fetch(`${hub}/api/v1/history/tickets${path}`, { headers: own, ...request }),
        )
        times.push(performance.now() - sent)
      }
      return { times, last }
    },
  }
}

/** Times a manager's questions about a filled history, each asked of another day, number or person every time. */
export async function searchFigures(
  hub: string,
  manager: { username: string; password: string },
  filled: Filled,
  samples: number,
): Promise<Figure[]> {
  const ask = await reader(hub, manager)
  const dayOf = (turn: number) =>
    new Date(Date.parse(filled.firstDay) + ((turn * 37) % filled.days) * dayMs).toISOString().slice(0, 10)
  const numberOf = (turn: number) =>
    `${'DFJKMN'[turn % 6]}${String(1 + ((turn * 31) % 300)).padStart(3, '0')}`
  const onDay = await ask.time(samples, (turn) => ({ path: `?number=${numberOf(turn)}&day=${dayOf(turn)}` }))
  const anyDay = await ask.time(samples, (turn) => ({ path: `?number=${numberOf(turn)}` }))
  const absent = await ask.time(samples, (turn) => ({ path: `?number=Z${turn + 1}` }))
  const person = await ask.time(samples, (turn) => ({
    path: '/by-person',
    body: { idNumber: filled.someone[turn % filled.someone.length] },
  }))
  const day = await ask.time(samples, (turn) => ({ path: `?day=${dayOf(turn)}&state=DONE` }))
  const tickets = (day.last as { tickets: { id: string }[] }).tickets
  const story = await ask.time(samples, (turn) => ({ path: `/${tickets[turn % tickets.length]?.id}` }))
  const found = (answer: unknown) => `${(answer as { tickets: unknown[] }).tickets.length} found in the last`
  return [
    durationFigure('A number on a day', onDay.times, null, found(onDay.last)),
    durationFigure('A number over all days, first page of 50', anyDay.times, null, found(anyDay.last)),
    durationFigure(
      'A number that was never given',
      absent.times,
      null,
      'one question looks through 1,000 days',
    ),
    durationFigure('A person, by ID number', person.times, null, found(person.last)),
    durationFigure('A day by state, first page of 50', day.times, null, found(day.last)),
    durationFigure('One ticket with its events', story.times),
  ]
}
