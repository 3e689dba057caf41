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
const asksForHelp = name === '' || name === 'help' || name === '--help'
const load = Object.hasOwn(commands, name) ? commands[name] : undefined
if (load === undefined) {
  if (!asksForHelp) process.stderr.write(`${name}: 没有这个子命令 / there is no such subcommand\n`)
  process.stdout.write('npm run drivers -- <subcommand> …\n')
  for (const [each, command] of Object.entries(commands))
    process.stdout.write(`  ${each.padEnd(10)} ${(await command()).summary}\n`)
  process.exit(asksForHelp ? 0 : 2)
}
const command = await load()
if (args.includes('--help')) {
  process.stdout.write(`${name}: ${command.summary}\n`)
  process.exit(0)
}
// Whoever reads no further (`| head`) has seen enough: no reason to end with a stack.
process.stdout.on('error', () => undefined)
const code = await command.run(args)
// Pipes take their time on Windows, and leaving would lose what they have not taken yet.
process.stdout.write('', () => process.exit(code))
