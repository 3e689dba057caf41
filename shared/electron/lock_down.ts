import { app, Menu, type Session, type WebContents } from 'electron'
import { isOwnPage, readAddress } from './app_address.ts'
import { cameraIsAllowed } from './camera_permission.ts'
import { requestIsAllowed } from './content_security.ts'
import { keyIsAllowed } from './key_filter.ts'

/** Settings of every window of ours (Electron security checklist, items 2 to 10, 20). */
export const lockedPreferences = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  disableDialogs: true,
  spellcheck: false,
  enableWebSQL: false,
  backgroundThrottling: false,
} as const

/** Process-wide settings; before the app is ready. */
export function lockDownProcess(): void {
  // A start without the sandbox (root, in tests; production refuses it) cannot have it turned on again here.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.commandLine.appendSwitch('disable-pinch')
  app.commandLine.appendSwitch('overscroll-history-navigation', '0')
  app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required')
  Menu.setApplicationMenu(null)
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents))
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, decide) => {
    event.preventDefault()
    decide(false)
  })
}

/**
 * Denies a session every permission but the counter's camera, every device and download, and every request but those
 * to us and to the agent.
 */
export function lockDownSession(session: Session, agentUrl: () => string | null): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const types = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    decide(details.isMainFrame && cameraIsAllowed(permission, details.requestingUrl, types))
  })
  session.setPermissionCheckHandler((_contents, permission, _origin, details) => {
    const { requestingUrl = '', mediaType, isMainFrame } = details
    return (
      isMainFrame && cameraIsAllowed(permission, requestingUrl, mediaType === undefined ? [] : [mediaType])
    )
  })
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !requestIsAllowed(details.url, agentUrl()) })
  })
}

/** Keeps a page where it is: it may reload itself; all else, in any frame, and any new window, is refused. */
function lockDownContents(contents: WebContents): void {
  const refuseElsewhere = (event: { preventDefault(): void }, url: string, isMainFrame: boolean) => {
    const here = readAddress(contents.getURL())?.route ?? null
    if (!isMainFrame || here === null || !isOwnPage(url, here)) event.preventDefault()
  }
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => refuseElsewhere(event, event.url, event.isMainFrame))
  contents.on('will-frame-navigate', (event) => refuseElsewhere(event, event.url, event.isMainFrame))
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('zoom-changed', () => contents.setZoomLevel(0))
}

/** Lets only the allowed keys through to a page; `locked` as in `keyIsAllowed`. */
export function filterKeys(contents: WebContents, locked: boolean): void {
  contents.on('before-input-event', (event, input) => {
    if (!keyIsAllowed(input, locked)) event.preventDefault()
  })
}
