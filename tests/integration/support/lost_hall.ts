import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { sleep, systemClock } from '#basics'
import { type Caller, callerOf, fictionalIdNumber, passwordOf, tokenOf } from '#testing'
import { type Program, run, startAgentProgram, startHubProgram } from './programs.ts'

const portOf = ({ url }: Program) => Number(new URL(url).port)

/** One of the centre's devices, at a hub. */
export const device = ({ url }: Program, id: string): Caller => callerOf(() => url, tokenOf(id))

/** The administrator, at a hub. */
export async function admin({ url }: Program): Promise<Caller> {
  const body = { username: 'wu', password: passwordOf('wu') }
  return callerOf(() => url, (await callerOf(() => url, null).granted('login', { body })).token)
}

/** Takes a number. */
export const issue = (kiosk: Caller, commandId = ulid(), more: object = {}) =>
  kiosk.granted('issueTicket', { body: { serviceId: 'LC', commandId, ...more } })

/** Asks another program until what is asked for is so, no oftener than its doors allow. */
export async function until<T>(ask: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    await sleep(systemClock(), 25)
  }
}

/** What a hub says of itself at /readyz. */
export async function readiness({ url }: Program) {
  const answer = await fetch(`${url}/readyz`)
  return {
    code: answer.status,
    ...((await answer.json()) as { status: string; epoch: number; head: number }),
  }
}

/** Waits until the standby holds everything the hub has written. */
const followed = (hub: Program, boss: Caller) =>
  until(async () => {
    const { head } = await readiness(hub)
    const { standbys } = await boss.granted('backupStatus')
    return standbys[0]?.held === head ? head : null
  })

/** A folder for the programs of one test, and what they are started with besides. */
export function lostHall(hubEnv: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'civic-lost-hub-'))
  const programs: Program[] = []
  const at = (name: string) => join(folder, name)
  async function running(starting: Promise<Program>): Promise<Program> {
    const program = await starting
    programs.push(program)
    return program
  }
  const startHub = (name: string, port: number) => running(startHubProgram(at(name), port, hubEnv))
  const startAgent = (hub: Program) => running(startAgentProgram(at('agent'), 'kiosk-1', hub.url))

  /** A hub with a standby, some tickets at both, then three only the hub has; the hub is dead, its port free. */
  async function lose(beforeItDies: (hub: Program) => Promise<void> = async () => undefined) {
    const old = await startHub('old', 0)
    const boss = await admin(old)
    const { key } = await boss.granted('makeRecoveryKey')
    await boss.granted('confirmRecoveryKey', { body: { key } })
    await boss.granted('nameStandby', { params: { id: 'kiosk-1' }, body: { standby: true } })
    const agent = await startAgent(old)
    const commandId = ulid()
    const idNumber = fictionalIdNumber(7, '1950-03-07')
    const first = await issue(device(old, 'kiosk-2'), commandId, { visitor: { idNumber, name: '张示三' } })
    const together = [first]
    for (let place = 0; place < 9; place += 1) together.push(await issue(device(old, 'kiosk-2')))
    const head = await followed(old, boss)
    await agent.stop()
    const alone = []
    for (let place = 0; place < 3; place += 1) alone.push(await issue(device(old, 'kiosk-2')))
    await beforeItDies(old)
    await old.kill()
    return { key, commandId, first, together, alone, head, port: portOf(old), idNumber }
  }

  return {
    at,
    running,
    startHub,
    startAgent,
    lose,
    promoteTo: (data: string, key: string) =>
      run('hub/promote_main.ts', ['--agent-data', at('agent'), '--data', at(data), '--by', 'technician'], {
        CIVIC_HALL_RECOVERY_KEY: key,
      }),
    async close() {
      for (const program of programs) await program.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
