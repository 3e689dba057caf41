import { runShell, type ShellLaunch } from '#electron'

/** Starts the ticket kiosk or the query machine: one locked full-screen page for the public. */
export function start(launch: ShellLaunch): Promise<void> {
  return runShell(launch, {
    preload: 'kiosk_preload.cjs',
    titles: { kiosk: '取号机', query: '查询机' },
    staffPages: [],
    second: null,
  })
}
