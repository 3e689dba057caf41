import { runShell, type ShellLaunch } from '#electron'

/** Starts a hall display: the board of called numbers, or the signage player. */
export function start(launch: ShellLaunch): Promise<void> {
  return runShell(launch, {
    preload: 'display_preload.cjs',
    titles: { board: '叫号屏', signage: '宣传屏' },
    staffPages: [],
    second: null,
  })
}
