import type { Clock, Timer } from '#basics'
import type { BridgeEndpoint } from '#protocol'
import { healthyAfter, restartDelay } from './backoff.ts'

/** A started program: what it prints, when it ends, and how to end it. Each callback is set once. */
export interface ChildProgram {
  onLine(listener: (line: string) => void): void
  onExit(listener: (code: number | null) => void): void
  stop(): void
}

/** What a supervised program is doing; shown to staff as it is. */
export type ProgramState = 'starting' | 'ready' | 'waiting' | 'stopped'

/** The delays of supervision, in milliseconds. */
export const supervisorDelays = { ready: 20_000, check: 3_000, missed: 3 } as const

/** What supervision needs from the world. */
export interface SupervisorWorld {
  readonly clock: Clock
  /** Starts the program with this launch's secret token. */
  launch(token: string): ChildProgram
  newToken(): string
  /** Reads the line by which the program says it is ready; null for any other line. */
  readUrl(line: string): string | null
  /** Asks a ready program whether it still answers. */
  isAlive(url: string): Promise<boolean>
  log(event: string, details: Readonly<Record<string, string | number>>): void
}

/** A program that is kept running. */
export interface Supervisor {
  /** Resolves with the current endpoint, or the next one while the program is down. */
  endpoint(): Promise<BridgeEndpoint>
  /** The endpoint of the moment; null while the program is down. */
  current(): BridgeEndpoint | null
  /** Tells every new endpoint; returns the unsubscriber. */
  onEndpoint(listener: (endpoint: BridgeEndpoint) => void): () => void
  state(): ProgramState
  stop(): void
}

/** Announces endpoints to those who wait for one and those who follow them. */
function endpointBoard() {
  const followers = new Set<(endpoint: BridgeEndpoint) => void>()
  let waiting: ((endpoint: BridgeEndpoint) => void)[] = []
  let current: BridgeEndpoint | null = null
  return {
    current: () => current,
    clear() {
      current = null
    },
    announce(endpoint: BridgeEndpoint) {
      current = endpoint
      const woken = waiting
      waiting = []
      for (const listener of [...woken, ...followers]) listener(endpoint)
    },
    next: () =>
      current === null
        ? new Promise<BridgeEndpoint>((resolve) => waiting.push(resolve))
        : Promise.resolve(current),
    follow(listener: (endpoint: BridgeEndpoint) => void) {
      followers.add(listener)
      return () => void followers.delete(listener)
    },
  }
}

/**
 * Checks a ready program every `supervisorDelays.check` ms and calls `onDead` after `missed` silences in a row. A
 * program that hangs keeps its process, so its exit would never come.
 */
function watchProgram(world: SupervisorWorld, url: string, onDead: () => void): Timer {
  let missed = 0
  let asking = false
  const timer = world.clock.every(supervisorDelays.check, () => {
    if (asking) return
    asking = true
    void world.isAlive(url).then((alive) => {
      asking = false
      missed = alive ? 0 : missed + 1
      if (missed < supervisorDelays.missed) return
      timer.cancel()
      onDead()
    })
  })
  return timer
}

/**
 * Keeps a program running: starts it with a fresh token, waits for its ready line, checks that it answers, and
 * starts it again with growing waits when it ends, hangs or never becomes ready.
 */
export function supervise(world: SupervisorWorld): Supervisor {
  const board = endpointBoard()
  let state: ProgramState = 'starting'
  let failures = 0
  let child: ChildProgram | null = null
  let timers: Timer[] = []

  const cancelTimers = () => {
    for (const timer of timers) timer.cancel()
    timers = []
  }
  const ended = (code: number | null) => {
    cancelTimers()
    board.clear()
    child = null
    if (state === 'stopped') return
    state = 'waiting'
    const wait = restartDelay(failures)
    failures += 1
    world.log('program-ended', { code: code ?? -1, restartInMs: wait })
    timers = [world.clock.after(wait, start)]
  }
  const becameReady = (running: ChildProgram, endpoint: BridgeEndpoint) => {
    cancelTimers()
    state = 'ready'
    timers = [
      watchProgram(world, endpoint.url, () => {
        world.log('program-hung', {})
        running.stop()
      }),
      world.clock.after(healthyAfter, () => {
        failures = 0
      }),
    ]
    board.announce(endpoint)
  }
  const start = () => {
    state = 'starting'
    const token = world.newToken()
    const running = world.launch(token)
    child = running
    timers = [world.clock.after(supervisorDelays.ready, () => running.stop())]
    running.onExit((code) => {
      if (child === running) ended(code)
    })
    running.onLine((line) => {
      const url = state === 'starting' && child === running ? world.readUrl(line) : null
      if (url !== null) becameReady(running, { url, token })
    })
  }
  start()

  return {
    endpoint: board.next,
    current: board.current,
    onEndpoint: board.follow,
    state: () => state,
    stop() {
      state = 'stopped'
      cancelTimers()
      child?.stop()
    },
  }
}

/** A supervisor of something already running elsewhere (a demo's agent): one endpoint, for good. */
export function alreadyRunning(endpoint: BridgeEndpoint): Supervisor {
  return {
    endpoint: () => Promise.resolve(endpoint),
    current: () => endpoint,
    onEndpoint: () => () => undefined,
    state: () => 'ready',
    stop: () => undefined,
  }
}
