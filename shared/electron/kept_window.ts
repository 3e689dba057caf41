import { app, type BrowserWindow, powerMonitor } from 'electron'
import type { Clock, Timer } from '#basics'
import { watchHeartbeat } from './heartbeat.ts'
import { hearNotice, push } from './ipc_main.ts'
import type { ShellLog } from './log.ts'
import { recycleReason } from './recycling.ts'

/** The delays of keeping a window, in milliseconds. */
const keepDelays = { load: 10_000, again: 1_000, health: 60_000, burst: 10_000 } as const

/** Chromium's ERR_ABORTED: a load given up for another one, as when a page reloads itself. */
const loadAborted = -3

/** What a kept window needs. */
export interface KeptWindowWorld {
  readonly clock: Clock
  readonly log: ShellLog
  /** Opens a fresh window; it starts at its page's first screen, so nothing entered survives a replacement. */
  open(): BrowserWindow
  /** Called when a person closed the window; never for a replacement. */
  closedByPerson(): void
}

/** A window that is there whatever happens to it. */
export interface KeptWindow {
  current(): BrowserWindow
  /** Replaces it by a fresh one. */
  replace(reason: string): void
  /** Lets it close for good. */
  release(): void
}

/** Calls `onTrouble` once, with its reason, when a window's page is gone, hung, failed to load or never loaded. */
function watchPage(
  window: BrowserWindow,
  world: KeptWindowWorld,
  onTrouble: (reason: string) => void,
): Timer {
  const { webContents } = window
  let pulse: ReturnType<typeof watchHeartbeat> | null = null
  let over = false
  const trouble = (reason: string) => {
    if (over) return
    over = true
    load.cancel()
    pulse?.stop()
    onTrouble(reason)
  }
  const load = world.clock.after(keepDelays.load, () => trouble('load-timeout'))
  webContents.on('render-process-gone', (_event, details) => trouble(`renderer-${details.reason}`))
  webContents.on('unresponsive', () => trouble('unresponsive'))
  webContents.on('did-fail-load', (_event, code, _text, _url, isMainFrame) => {
    if (isMainFrame && code !== loadAborted) trouble(`load-failed${code}`)
  })
  webContents.on('did-finish-load', () => {
    load.cancel()
    pulse?.stop()
    if (over) return
    const ask = (beat: number) => push(webContents, 'shell:heartbeat', beat)
    pulse = watchHeartbeat(world.clock, ask, () => trouble('silent'))
  })
  hearNotice(webContents, 'shell:alive', (beat) => pulse?.heard(beat))
  return {
    cancel() {
      over = true
      load.cancel()
      pulse?.stop()
    },
  }
}

function megabytesOf(window: BrowserWindow): number {
  const pid = window.webContents.getOSProcessId()
  const metric = app.getAppMetrics().find((process) => process.pid === pid)
  return (metric?.memory.workingSetSize ?? 0) / 1024
}

/** Keeps a window: replaces it when its page dies, hangs or cannot load, and before its memory grows too large. */
export function keepWindow(world: KeptWindowWorld): KeptWindow {
  let window: BrowserWindow
  let watch: Timer
  let openedAt = 0
  let troubles: readonly number[] = []
  let released = false

  const open = () => {
    window = world.open()
    openedAt = world.clock.now()
    watch = watchPage(window, world, replaceAfterTrouble)
    const opened = window
    window.on('closed', () => {
      if (opened === window && !released) world.closedByPerson()
    })
  }
  const replace = (reason: string) => {
    if (released) return
    world.log('window-replaced', { reason })
    watch.cancel()
    const old = window
    open()
    old.destroy()
  }
  const replaceAfterTrouble = (reason: string) => {
    const now = world.clock.now()
    troubles = [...troubles.filter((at) => Math.abs(now - at) < keepDelays.burst), now]
    // A page that dies at once every time must not take the machine with it.
    if (troubles.length <= 2) replace(reason)
    else world.clock.after(keepDelays.again * Math.min(troubles.length - 2, 4), () => replace(reason))
  }
  open()
  const health = world.clock.every(keepDelays.health, () => {
    if (window.isDestroyed()) return
    const now = world.clock.now()
    const reason = recycleReason({
      megabytes: megabytesOf(window),
      idleSeconds: powerMonitor.getSystemIdleTime(),
      ageMs: now - openedAt,
      localHour: new Date(now).getHours(),
    })
    if (reason !== null) replace(reason)
  })
  return {
    current: () => window,
    replace,
    release() {
      released = true
      health.cancel()
      watch.cancel()
    },
  }
}
