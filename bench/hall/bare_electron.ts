import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication } from 'playwright-core'
import { scratchFolder } from '../programs.ts'

const main = `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 800, height: 600 })
  .loadURL('data:text/html,<p data-testid="bare">bare</p>'))
`

/** An Electron program of three lines, for the time that is Electron's own. */
export function bareElectron(executablePath: string): () => Promise<ElectronApplication> {
  const folder = scratchFolder('electron')
  mkdirSync(join(folder, 'app'))
  writeFileSync(join(folder, 'app', 'package.json'), '{"name":"bare","version":"1.0.0","main":"main.cjs"}')
  writeFileSync(join(folder, 'app', 'main.cjs'), main)
  const args = [join(folder, 'app'), `--user-data-dir=${join(folder, 'profile')}`]
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  return () => _electron.launch({ executablePath, args })
}
