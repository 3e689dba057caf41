import { app, BrowserWindow, session } from 'electron'
import { serveDocument } from './app_protocol.ts'
import { lockDownSession, lockedPreferences } from './lock_down.ts'
import { chooserAddress, chooserDocument, chosenRole } from './own_documents.ts'
import type { SuiteRole } from './shell_arguments.ts'

/** Asks, in a small window, what this machine is for; resolves with the answer, or null when the window is closed. */
export async function chooseRole(): Promise<SuiteRole | null> {
  await app.whenReady()
  const own = session.fromPartition('civic-hall-chooser')
  lockDownSession(own, () => null)
  serveDocument(own, chooserDocument)
  const window = new BrowserWindow({
    width: 480,
    height: 640,
    resizable: false,
    webPreferences: { ...lockedPreferences, session: own, devTools: false },
  })
  const answer = new Promise<SuiteRole | null>((resolve) => {
    // The links lead nowhere: navigation is refused everywhere, and here the refused address is the answer.
    window.webContents.on('will-frame-navigate', (event) => {
      event.preventDefault()
      const role = chosenRole(event.url)
      if (role !== null) resolve(role)
    })
    window.on('closed', () => resolve(null))
  })
  await window.loadURL(chooserAddress)
  return answer
}
