import { BrowserWindow, type Session, screen } from 'electron'
import { appOrigin } from './app_address.ts'
import { roleSwitch } from './ipc_contract.ts'
import { filterKeys, lockedPreferences } from './lock_down.ts'
import { type Bounds, type DisplayInfo, placeWindow } from './placement.ts'
import type { PageName, WindowSize } from './shell_arguments.ts'

/** A window as its app wants it. */
export interface WindowPlan {
  readonly page: PageName
  readonly role: string
  readonly title: string
  /** For the public: full screen without a way out. Otherwise an ordinary maximised window that staff may close. */
  readonly locked: boolean
  readonly display: number | null
  readonly windowed: WindowSize | null
  readonly preload: string
  /** Developer tools: only ever in a checkout. */
  readonly devTools: boolean
}

function currentPlace(plan: WindowPlan) {
  const [first, ...rest] = screen.getAllDisplays()
  const fallback: DisplayInfo = screen.getPrimaryDisplay()
  return placeWindow([first ?? fallback, ...rest], plan.display, plan.windowed)
}

/** Options that make a locked window cover its display and stay there. */
function lockedOptions(bounds: Bounds) {
  return {
    ...bounds,
    kiosk: true,
    fullscreen: true,
    frame: false,
    minimizable: false,
    maximizable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
  }
}

/** Opens a locked-down window on its page. Its place follows the displays as they are plugged and unplugged. */
export function openWindow(plan: WindowPlan, session: Session): BrowserWindow {
  const { bounds, fillsDisplay } = currentPlace(plan)
  const window = new BrowserWindow({
    ...(plan.locked && fillsDisplay ? lockedOptions(bounds) : bounds),
    title: plan.title,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: {
      ...lockedPreferences,
      session,
      preload: plan.preload,
      devTools: plan.devTools,
      additionalArguments: [`${roleSwitch}${plan.role}`],
    },
  })
  filterKeys(window.webContents, plan.locked)
  if (!plan.locked && fillsDisplay) window.maximize()
  const replace = () => {
    const place = currentPlace(plan)
    if (place.fillsDisplay && plan.locked) window.setBounds(place.bounds)
  }
  screen.on('display-added', replace)
  screen.on('display-removed', replace)
  screen.on('display-metrics-changed', replace)
  window.on('closed', () => {
    screen.off('display-added', replace)
    screen.off('display-removed', replace)
    screen.off('display-metrics-changed', replace)
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${appOrigin}/${plan.page}`).catch(() => undefined)
  return window
}
