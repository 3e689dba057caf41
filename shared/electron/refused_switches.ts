/**
 * Switches that open a shell to whoever can start it: debuggers, a weaker sandbox, foreign code, other hosts. Fuses
 * stop Node's own; Chromium's are stopped by no fuse (Electron's fuses documentation).
 */
const refusedSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'debug',
  'debug-brk',
  'js-flags',
  'no-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'load-extension',
  'auto-open-devtools-for-tabs',
  'gpu-launcher',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'proxy-pac-url',
  'log-net-log',
  'require',
  'r',
]

const refusedEnvironment = ['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS']

const nameOf = (argument: string) => /^--?([A-Za-z][A-Za-z-]*)(?:=|$)/.exec(argument)?.[1]?.toLowerCase()

/** What of a command line and environment a production shell must not start with; empty when all is well. */
export function findRefused(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const switches = argv
    .slice(1)
    .map(nameOf)
    .filter((name): name is string => name !== undefined && refusedSwitches.includes(name))
  return [
    ...switches.map((name) => `--${name}`),
    ...refusedEnvironment.filter((name) => Boolean(environment[name])),
  ]
}
