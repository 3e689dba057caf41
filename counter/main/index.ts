import { runShell, type ShellLaunch } from '#electron'

/** Starts a counter terminal or guide desk, with its evaluation pad on a second display when `--pad=N` names one. */
export function start(launch: ShellLaunch): Promise<void> {
  const { pad } = launch.options
  return runShell(launch, {
    preload: 'counter_preload.cjs',
    titles: { counter: '窗口工作站', guide: '导服台', pad: '评价屏' },
    staffPages: ['counter', 'guide'],
    second: pad === null ? null : { page: 'pad', display: pad },
  })
}
