import { describe, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { healthyAfter, restartDelay, restartDelays } from './backoff.ts'
import { type SupervisorWorld, supervise, supervisorDelays } from './supervisor.ts'

interface Launched {
  readonly token: string
  readonly at: number
  stopped: boolean
  say(line: string): void
  exit(code: number | null): void
}

/** A supervisor over pretend programs; `alive` is what they answer when asked. */
function supervised() {
  const clock = simulatedClock(0)
  const launched: Launched[] = []
  const world = { alive: true }
  const launch: SupervisorWorld['launch'] = (token) => {
    let hear: (line: string) => void = () => undefined
    let end: (code: number | null) => void = () => undefined
    const program: Launched = {
      token,
      at: clock.now(),
      stopped: false,
      say: (line) => hear(line),
      exit: (code) => end(code),
    }
    launched.push(program)
    return {
      onLine: (listener) => {
        hear = listener
      },
      onExit: (listener) => {
        end = listener
      },
      stop() {
        program.stopped = true
        end(null)
      },
    }
  }
  const supervisor = supervise({
    clock,
    launch,
    newToken: () => `token-${launched.length + 1}`,
    readUrl: (line) => (line.startsWith('ws:') ? line : null),
    isAlive: () => Promise.resolve(world.alive),
    log: () => undefined,
  })
  const last = () => launched.at(-1) ?? expect.fail('nothing was launched')
  return { clock, launched, world, supervisor, last }
}

/** Moves time in checks, letting each answer arrive. */
async function live(clock: ReturnType<typeof simulatedClock>, ms: number) {
  for (let passed = 0; passed < ms; passed += supervisorDelays.check) {
    clock.advance(supervisorDelays.check)
    await Promise.resolve()
    await Promise.resolve()
  }
}

describe('a supervised program', () => {
  test('is handed out once it says it is ready, with the token it was started with', async () => {
    const { supervisor, last } = supervised()
    const waiting = supervisor.endpoint()
    expect(supervisor.current()).toBeNull()
    last().say('some other line')
    last().say('ws://127.0.0.1:1/ws')
    expect(await waiting).toEqual({ url: 'ws://127.0.0.1:1/ws', token: 'token-1' })
    expect(supervisor.state()).toBe('ready')
  })

  test('is started again with growing waits and a new token each time', () => {
    const { clock, launched, last } = supervised()
    for (const delay of [...restartDelays, restartDelays[6]]) {
      const ended = clock.now()
      const count = launched.length
      last().exit(1)
      clock.advance(delay - 1)
      expect(launched).toHaveLength(count)
      clock.advance(1)
      expect(last().at).toBe(ended + delay)
    }
    expect(new Set(launched.map(({ token }) => token)).size).toBe(launched.length)
  })

  test('has its waits begin anew after a healthy run', async () => {
    const { clock, launched, last } = supervised()
    for (const delay of restartDelays) {
      last().exit(1)
      clock.advance(delay)
    }
    last().say('ws://x')
    await live(clock, healthyAfter)
    const count = launched.length
    last().exit(1)
    clock.advance(restartDelay(0))
    expect(launched).toHaveLength(count + 1)
  })

  test('that never becomes ready is stopped and started again', () => {
    const { clock, launched } = supervised()
    clock.advance(supervisorDelays.ready + restartDelay(0))
    expect(launched.map(({ stopped }) => stopped)).toEqual([true, false])
  })

  test('that hangs is stopped and started again; one silence is not yet a hang', async () => {
    const { clock, launched, world, last } = supervised()
    last().say('ws://x')
    world.alive = false
    await live(clock, supervisorDelays.check)
    world.alive = true
    await live(clock, 10 * supervisorDelays.check)
    expect(launched).toHaveLength(1)
    world.alive = false
    await live(clock, (supervisorDelays.missed + 1) * supervisorDelays.check)
    expect(launched.map(({ stopped }) => stopped)).toEqual([true, false])
  })

  test('tells its followers each new endpoint, and nobody the old one while it is down', () => {
    const { clock, supervisor, last } = supervised()
    const heard: string[] = []
    const leave = supervisor.onEndpoint(({ url }) => heard.push(url))
    last().say('ws://one')
    last().exit(1)
    expect(supervisor.current()).toBeNull()
    clock.advance(restartDelay(0))
    last().say('ws://two')
    leave()
    last().exit(1)
    clock.advance(restartDelay(1))
    last().say('ws://three')
    expect(heard).toEqual(['ws://one', 'ws://two'])
  })

  test('that is stopped stays stopped', () => {
    const { clock, launched, supervisor, last } = supervised()
    last().say('ws://x')
    supervisor.stop()
    clock.advance(600_000)
    expect(launched.map(({ stopped }) => stopped)).toEqual([true])
    expect(supervisor.state()).toBe('stopped')
  })
})
