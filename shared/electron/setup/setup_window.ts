import { join } from 'node:path'
import { BrowserWindow, dialog, session } from 'electron'
import type { SetupBridge } from '#protocol'
import { appOrigin, setupPage } from '../app_address.ts'
import { serveApp } from '../app_protocol.ts'
import { answerQuestion } from '../ipc_main.ts'
import { filterKeys, lockDownSession, lockedPreferences } from '../lock_down.ts'
import type { Places } from '../places.ts'

/** How a set-up ended: done, window closed, or the machine is for something else. */
export type SetupEnd = 'done' | 'closed' | 'other-role'

/** What one kind of set-up answers; the window adds the rest. */
export type SetupAnswers = Omit<SetupBridge, 'chooseFolder' | 'otherRole'>

function openPage(places: Places): BrowserWindow {
  const own = session.fromPartition('civic-hall-setup')
  // The page talks to nobody: what it must know of the hub, this process asks.
  lockDownSession(own, () => null)
  serveApp(own, places.pages)
  const window = new BrowserWindow({
    width: 960,
    height: 880,
    minWidth: 720,
    minHeight: 560,
    show: false,
    center: true,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: {
      ...lockedPreferences,
      session: own,
      preload: join(places.shell, 'setup_preload.cjs'),
      devTools: false,
    },
  })
  filterKeys(window.webContents, false)
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${appOrigin}/${setupPage}`).catch(() => undefined)
  return window
}

async function chooseFolder(window: BrowserWindow): Promise<string | null> {
  const chosen = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] })
  return chosen.filePaths[0] ?? null
}

/** Opens the set-up page and answers it until it is done; whatever the answers keep, the page never gets a token. */
export function runSetup(places: Places, answers: SetupAnswers): Promise<SetupEnd> {
  const window = openPage(places)
  const { webContents } = window
  return new Promise((resolve) => {
    const end = (how: SetupEnd) => {
      resolve(how)
      // Later: the page still waits for the answer that ended it.
      setImmediate(() => window.destroy())
    }
    const ending =
      <P, A extends { readonly ok: boolean }>(act: (payload: P) => Promise<A>) =>
      async (payload: P) => {
        const answer = await act(payload)
        if (answer.ok) end('done')
        return answer
      }
    answerQuestion(webContents, 'setup:start', () => answers.start())
    answerQuestion(webContents, 'setup:find-hub', (address) => answers.findHub(address))
    answerQuestion(webContents, 'setup:pair', (code) => answers.pair(code))
    answerQuestion(webContents, 'setup:hardware', () => answers.hardware())
    answerQuestion(webContents, 'setup:probe', (places) => answers.probe(places))
    answerQuestion(webContents, 'setup:test-device', (order) => answers.testDevice(order))
    answerQuestion(webContents, 'setup:save-devices', ending(answers.saveDevices))
    answerQuestion(webContents, 'setup:create-centre', ending(answers.createCentre))
    answerQuestion(webContents, 'setup:open-folder', ending(answers.openFolder))
    answerQuestion(webContents, 'setup:choose-folder', () => chooseFolder(window))
    answerQuestion(webContents, 'setup:other-role', async () => {
      end('other-role')
      return null
    })
    window.on('closed', () => resolve('closed'))
  })
}
