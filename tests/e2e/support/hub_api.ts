import { ulid } from 'ulid'
import type { Demo } from './demo.ts'

/** An answer of the hub's HTTP surface. */
export interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}

/** Asks the hub of a demo as somebody, as any program on the centre's network would. */
export const ask = (demo: Demo, token: string | null, method: string, path: string, body?: object) =>
  askAt(demo.access.hub, token, method, path, body)

/** Asks the hub at an address as somebody; null is nobody. */
export async function askAt(
  hub: string,
  token: string | null,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const response = await fetch(`${hub}/api/v1${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** Sends a command with a fresh id. */
export const command = (demo: Demo, token: string, path: string, body: object): Promise<Answer> =>
  ask(demo, token, 'POST', path, { commandId: ulid(), ...body })

/** Reads a list of the city's, as its page does. */
export async function city<T>(demo: Demo, path: string, key: string): Promise<T[]> {
  const response = await fetch(`${demo.access.city}/api/v1${path}`)
  return ((await response.json()) as Record<string, T[]>)[key] ?? []
}

/** Waits until a question has the answer looked for; fails with the last answer. */
export async function until<T>(
  question: () => Promise<T>,
  isIt: (answer: T) => boolean,
  what: string,
): Promise<T> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const answer = await question()
    if (isIt(answer)) return answer
    if (Date.now() > deadline) throw new Error(`${what}: last seen ${JSON.stringify(answer).slice(0, 2_000)}`)
    await new Promise((done) => setTimeout(done, 100))
  }
}
