/** `npm run drivers -- <subcommand> …`: tools for whoever sets devices up on site. */

/** One subcommand: reads its own options, resolves with the exit code. */
export interface DriversCommand {
  /** One line for the list of subcommands. */
  readonly summary: string
  run(args: readonly string[]): Promise<number>
}

/** Every subcommand by name, loaded when it is run. */
const commands: Readonly<Record<string, () => Promise<DriversCommand>>> = {
  list: async () => (await import('./drivers/list.ts')).listCommand,
  probe: async () => (await import('./drivers/probe.ts')).probeCommand,
  watch: async () => (await import('./drivers/watch.ts')).watchCommand,
  selftest: async () => (await import('./drivers/selftest.ts')).selftestCommand,
  capture: async () => (await import('./drivers/capture.ts')).captureCommand,
  replay: async () => (await import('./drivers/replay.ts')).replayCommand,
}

const [name = '', ...args] = process.argv.slice(2)
const load = commands[name]
if (load === undefined) {
  process.stdout.write('npm run drivers -- <subcommand> …\n')
  for (const [each, command] of Object.entries(commands))
    process.stdout.write(`  ${each.padEnd(10)} ${(await command()).summary}\n`)
  process.exit(name === '' || name === 'help' ? 0 : 2)
}
process.exit(await (await load()).run(args))
