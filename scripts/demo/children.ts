import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A program of the demo. */
export interface ChildPlan {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** The first line of standard output that contains this means ready; null = as soon as it runs. */
  readonly readyWhen: string | null
  /** Others need it until they have stopped. */
  readonly stopsLast?: boolean
}

const restartMs = 400
const readyMs = 30_000

/** Programs that are started in order, restarted when they die, and stopped together. */
export interface Children {
  /** Resolves with the line that said ready, or null; rejects when the program dies or is silent for too long. */
  start(plan: ChildPlan): Promise<string | null>
  stop(): Promise<void>
}

/** Asks a program to stop, and makes it. */
const end = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    const hard = setTimeout(() => child.kill('SIGKILL'), 4_000)
    child.on('exit', () => {
      clearTimeout(hard)
      resolve()
    })
    child.kill('SIGTERM')
  })

/** Runs the demo's programs as a service manager would: one that dies is started again. */
export function supervise(logFolder: string, say: (line: string) => void): Children {
  mkdirSync(logFolder, { recursive: true })
  const running = new Map<string, ChildProcess>()
  const last = new Set<string>()
  let stopping = false

  const launch = (
    plan: ChildPlan,
    onReady: (line: string | null) => void,
    onExit: (code: number | null) => void,
  ) => {
    const log = createWriteStream(join(logFolder, `${plan.name}.log`), { flags: 'a' })
    const child = spawn(plan.command, plan.args, {
      env: { ...process.env, ...plan.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.set(plan.name, child)
    if (plan.stopsLast === true) last.add(plan.name)
    writeFileSync(join(logFolder, `${plan.name}.pid`), `${child.pid ?? ''}\n`)
    child.stderr?.pipe(log, { end: false })
    child.on('error', (error) => log.write(`${error.message}\n`))
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.write(`${line}\n`)
      if (plan.readyWhen !== null && line.includes(plan.readyWhen)) onReady(line)
    })
    if (plan.readyWhen === null) child.on('spawn', () => onReady(null))
    child.on('exit', (code) => {
      log.end()
      onExit(code)
    })
  }
  const restart = (plan: ChildPlan) => {
    if (stopping) return
    say(`${plan.name} stopped and is started again`)
    setTimeout(() => {
      if (!stopping)
        launch(
          plan,
          () => undefined,
          () => restart(plan),
        )
    }, restartMs)
  }

  return {
    start: (plan) =>
      new Promise((resolve, reject) => {
        let isReady = false
        const patience = setTimeout(() => {
          if (!isReady)
            reject(
              new Error(
                `${plan.name} was not ready in ${readyMs / 1_000} s; see ${logFolder}/${plan.name}.log`,
              ),
            )
        }, readyMs)
        launch(
          plan,
          (line) => {
            isReady = true
            clearTimeout(patience)
            resolve(line)
          },
          (code) => {
            clearTimeout(patience)
            if (isReady) restart(plan)
            else reject(new Error(`${plan.name} ended with code ${code}; see ${logFolder}/${plan.name}.log`))
          },
        )
      }),
    async stop() {
      stopping = true
      const some = [...running].filter(([name]) => !last.has(name))
      await Promise.all(some.map(([, child]) => end(child)))
      await Promise.all([...running.values()].map(end))
    },
  }
}
