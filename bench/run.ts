/** `npm run bench [-- --only=issue,restart --seconds=5 --samples=50 --tickets=500000 --keep=<folder> --hub=<url> --access=<demo-access.json>]` */
import { parseArgs } from 'node:util'
import { benches } from './benches/index.ts'
import type { BenchOptions } from './options.ts'
import { machine } from './report/machine.ts'
import { saveSection } from './report/results.ts'
import { writeTable } from './report/table.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    samples: { type: 'string', default: '50' },
    tickets: { type: 'string', default: '500000' },
    keep: { type: 'string' },
    hub: { type: 'string' },
    access: { type: 'string' },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const fail = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}

if ((values.hub === undefined) !== (values.access === undefined)) fail('--hub and --access go together')
const names = values.only?.split(',') ?? Object.keys(benches)
/** Benches that can be pointed at a hub somebody else runs. */
const remote = ['issue', 'socket', 'contention', 'call']
const options: BenchOptions = {
  seconds: Number(values.seconds),
  samples: Number(values.samples),
  tickets: Number(values.tickets),
  keep: values.keep ?? null,
  target:
    values.hub === undefined || values.access === undefined
      ? null
      : { hub: values.hub.replace(/\/$/, ''), access: values.access },
  say,
}
const usual = { seconds: '5', samples: '50', tickets: '500000' } as const
const own = (['seconds', 'samples', 'tickets'] as const).flatMap((name) =>
  values[name] === usual[name] ? [] : [`--${name}=${values[name]}`],
)

for (const name of names) {
  const load = benches[name] ?? fail(`no bench ${name}: ${Object.keys(benches).join(', ')}`)
  if (options.target !== null && !remote.includes(name)) {
    say(`${name}: starts programs of its own, left out with --hub`)
    continue
  }
  say(`${name} …`)
  const bench = await load()
  const before = machine()
  const figures = await bench(options)
  const there = options.target === null ? [] : ['--hub=<address>', '--access=<demo-access.json>']
  saveSection(options.target === null ? name : `${name}, in a running demo`, {
    command: ['npm run bench --', `--only=${name}`, ...own, ...there].join(' '),
    machine: before,
    figures,
  })
  writeTable()
}
process.exit(0)
