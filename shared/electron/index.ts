export { runShell, type ShellLaunch } from './shell.ts'
