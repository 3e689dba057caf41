import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { app, type Session, session } from 'electron'
import { type Clock, systemClock } from '#basics'
import type { ShellRole } from '#protocol'
import { serveApp } from './app_protocol.ts'
import { answersHttp, readAgentUrl, startProgram } from './child_program.ts'
import { answerQuestion, push } from './ipc_main.ts'
import { type KeptWindow, keepWindow } from './kept_window.ts'
import { lockDownSession } from './lock_down.ts'
import { type ShellLog, stderrLog } from './log.ts'
import { pagePrints } from './page_prints.ts'
import type { Places } from './places.ts'
import { type PageName, pageOf, type ShellArguments } from './shell_arguments.ts'
import { openWindow, type WindowPlan } from './shell_window.ts'
import { alreadyRunning, type Supervisor, supervise } from './supervisor.ts'

/** What the suite hands to the app of a role. */
export interface ShellLaunch {
  readonly role: ShellRole
  readonly options: ShellArguments
  readonly places: Places
  /** Path of the agent's configuration. */
  readonly config: string
}

/** What is special to one app. */
export interface ShellApp {
  /** File name of its preload bundle. */
  readonly preload: string
  /** Window titles by page. */
  readonly titles: Partial<Readonly<Record<PageName, string>>>
  /** Pages for staff: ordinary windows. All others are for the public and locked. */
  readonly staffPages: readonly PageName[]
  /** A further window beside the main one, on the display given. */
  readonly second: { readonly page: PageName; readonly display: number } | null
}

const newToken = () => randomBytes(32).toString('base64url')

/** Starts the agent and keeps it running, or takes the one a demo has started already. */
function agentOf(launch: ShellLaunch, clock: Clock, log: ShellLog): Supervisor {
  const { CIVIC_HALL_AGENT_URL: url, CIVIC_HALL_AGENT_TOKEN: token } = process.env
  if (url && token) return alreadyRunning({ url, token })
  const { node, programs } = launch.places
  return supervise({
    clock,
    log,
    newToken,
    readUrl: readAgentUrl,
    isAlive: answersHttp,
    launch: (secret) =>
      startProgram(
        {
          node,
          folder: programs,
          main: join('shared', 'agent', 'main.ts'),
          parameters: [`--role=${launch.role}`, `--config=${launch.config}`],
          environment: { CIVIC_HALL_AGENT_TOKEN: secret },
        },
        clock,
      ),
  })
}

function plansOf(launch: ShellLaunch, definition: ShellApp): readonly WindowPlan[] {
  const { options, places, role } = launch
  const plan = (page: PageName, display: number | null): WindowPlan => ({
    page,
    role,
    display,
    title: definition.titles[page] ?? page,
    locked: !definition.staffPages.includes(page),
    windowed: options.windowed,
    preload: join(places.shell, definition.preload),
    devTools: !app.isPackaged && options.windowed !== null,
  })
  const main = plan(pageOf(role, options.page), options.display)
  return definition.second === null ? [main] : [main, plan(definition.second.page, definition.second.display)]
}

/** Opens one of the shell's windows and keeps it; the page learns the agent's endpoint from it. */
function keepShellWindow(
  plan: WindowPlan,
  own: Session,
  agent: Supervisor,
  world: { readonly clock: Clock; readonly log: ShellLog; readonly quitting: () => boolean },
): KeptWindow {
  const locked = plan.locked && plan.windowed === null
  const kept = keepWindow({
    clock: world.clock,
    log: world.log,
    open() {
      const window = openWindow(plan, own)
      answerQuestion(window.webContents, 'shell:endpoint', () => agent.endpoint())
      const pages = pagePrints(window.webContents, () => agent.current(), world.log)
      answerQuestion(window.webContents, 'shell:print-page', pages)
      window.on('close', (event) => {
        if (locked && !world.quitting()) event.preventDefault()
      })
      return window
    },
    closedByPerson() {
      if (locked) kept.replace('closed')
      else app.quit()
    },
  })
  agent.onEndpoint((endpoint) => push(kept.current().webContents, 'shell:endpoint-changed', endpoint))
  return kept
}

/** Runs a shell: its session, its agent, its windows; returns once they are open. */
export async function runShell(launch: ShellLaunch, definition: ShellApp): Promise<void> {
  const clock = systemClock()
  const log = stderrLog(clock)
  await app.whenReady()
  const agent = agentOf(launch, clock, log)
  // In memory only: what a visitor types leaves no trace on the disk of a public machine.
  const own = session.fromPartition(`civic-hall-${launch.role}`)
  lockDownSession(own, () => agent.current()?.url ?? null)
  serveApp(own, launch.places.pages)
  let quitting = false
  const world = { clock, log, quitting: () => quitting }
  const windows = plansOf(launch, definition).map((plan) => keepShellWindow(plan, own, agent, world))
  app.on('before-quit', () => {
    quitting = true
    for (const window of windows) window.release()
    agent.stop()
  })
  app.on('second-instance', () => windows[0]?.current().focus())
  app.on('child-process-gone', (_event, { type, reason }) => log('child-process-gone', { type, reason }))
  log('shell-started', {
    role: launch.role,
    windows: windows.length,
    electron: process.versions.electron ?? '',
  })
}
