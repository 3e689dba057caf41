export type { Places } from './places.ts'
export { runShell, type ShellApp, type ShellLaunch } from './shell.ts'
export type { ShellArguments, SuiteRole } from './shell_arguments.ts'
