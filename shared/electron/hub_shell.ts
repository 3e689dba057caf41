import { existsSync, rmSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, Menu, nativeImage, session, Tray } from 'electron'
import { systemClock } from '#basics'
import { appOrigin } from './app_address.ts'
import { serveDocument } from './app_protocol.ts'
import { answersHttp, readHubUrl, startProgram } from './child_program.ts'
import { lockDownSession, lockedPreferences } from './lock_down.ts'
import { stderrLog } from './log.ts'
import { hubDocument } from './own_documents.ts'
import type { Places } from './places.ts'
import { firstStartFile } from './setup/hub_folder.ts'
import { lanAddresses } from './setup/lan_address.ts'
import { type Supervisor, supervise } from './supervisor.ts'

const refreshEvery = 1_000

/** A plain square in the suite's blue: the tray of a hub needs no more, and no file. */
function trayImage() {
  const size = 16
  return nativeImage.createFromBitmap(Buffer.alloc(size * size * 4, Buffer.from([0xad, 0x5c, 0x0b, 0xff])), {
    width: size,
    height: size,
  })
}

function openStatusWindow(html: () => string): BrowserWindow {
  const own = session.fromPartition('civic-hall-hub')
  lockDownSession(own, () => null)
  serveDocument(own, html)
  const window = new BrowserWindow({
    width: 640,
    height: 520,
    webPreferences: { ...lockedPreferences, session: own, devTools: false },
  })
  void window.loadURL(`${appOrigin}/hub`)
  return window
}

/** Starts the hub on its folder. The first start's definition holds a password: it goes once it has been taken. */
function superviseHub(places: Places, folder: string): Supervisor {
  const clock = systemClock()
  const firstStart = firstStartFile(folder)
  const hub = supervise({
    clock,
    log: stderrLog(clock),
    // The hub knows its devices by their own tokens; it needs none from us.
    newToken: () => '',
    readUrl: readHubUrl,
    isAlive: answersHttp,
    launch: () =>
      startProgram(
        {
          node: places.node,
          folder: places.programs,
          main: join('hub', 'main.ts'),
          parameters: [],
          environment: {
            CIVIC_HALL_DATA: folder,
            ...(existsSync(firstStart) ? { CIVIC_HALL_CENTRE: firstStart } : {}),
          },
        },
        clock,
      ),
  })
  hub.onEndpoint(() => rmSync(firstStart, { force: true }))
  return hub
}

/** Where other machines reach the hub: nowhere while it listens to its own machine alone. */
function addressesOf(url: string): readonly string[] {
  const { port } = new URL(url)
  const host = process.env.CIVIC_HALL_HOST
  if (host === '127.0.0.1' || host === 'localhost') return []
  return lanAddresses(networkInterfaces()).map((address) => `http://${address}:${port}`)
}

async function isServing(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(refreshEvery) })).ok
  } catch {
    return false
  }
}

/** Runs the hub on a data folder as a program of its own, with a small window and a tray entry that show how it is. */
export async function runHubShell(places: Places, folder: string): Promise<void> {
  const clock = systemClock()
  await app.whenReady()
  const hub = superviseHub(places, folder)
  let serving = false
  const html = () => {
    const url = hub.current()?.url ?? null
    const addresses = url === null ? [] : addressesOf(url)
    return hubDocument({ state: hub.state(), url, serving, addresses, folder })
  }
  const window = openStatusWindow(html)
  let shown = ''
  const refresh = clock.every(refreshEvery, async () => {
    const url = hub.current()?.url ?? null
    serving = url !== null && (await isServing(url))
    if (shown === html() || window.isDestroyed()) return
    shown = html()
    window.webContents.reload()
  })
  let quitting = false
  window.on('close', (event) => {
    if (quitting) return
    event.preventDefault()
    window.minimize()
  })
  const tray = new Tray(trayImage())
  tray.setToolTip('Civic Hall 中心主机')
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: '显示 Show', click: () => window.show() },
      { label: '退出 Quit', click: () => app.quit() },
    ]),
  )
  app.on('before-quit', () => {
    quitting = true
    refresh.cancel()
    hub.stop()
  })
}
