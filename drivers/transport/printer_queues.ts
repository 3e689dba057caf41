import { execFile } from 'node:child_process'

/** How each system names its queues, one a line (lpstat(1), PowerShell's Get-Printer). */
const commands = {
  cups: ['lpstat', ['-e']],
  windows: ['powershell.exe', ['-NoProfile', '-Command', 'Get-Printer | ForEach-Object Name']],
} as const

const limitMs = 10_000

/** The queues of the system's spooler; empty where there is none. */
export function printerQueues(platform: NodeJS.Platform = process.platform): Promise<readonly string[]> {
  const [program, args] = commands[platform === 'win32' ? 'windows' : 'cups']
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: limitMs, windowsHide: true }, (error, said) =>
      resolve(
        error === null
          ? said
              .split(/\r?\n/)
              .map((line) => line.trim())
              .filter((line) => line !== '')
          : [],
      ),
    )
  })
}
