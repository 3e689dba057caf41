import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A stand-in for CUPS on the PATH: keeps what it is given, and ends as it is told. */
export interface FakeCups {
  /** The PATH with its programs first. */
  readonly path: string
  /** The last job's words after `lp`; null before the first. */
  lastArguments(): readonly string[] | null
  lastPdf(): Buffer
  /** ready: takes jobs · failing: lp ends with 1 · gone: there is no such queue. */
  become(how: 'ready' | 'failing' | 'gone'): void
  forget(): void
}

const lp = `#!/bin/sh
here=$(dirname "$0")
[ -e "$here/failing" ] && { cat > /dev/null; echo 'lp: Forbidden' >&2; exit 1; }
cat > "$here/job.pdf"
printf '%s\\n' "$@" > "$here/job.args"
`
const lpstat = `#!/bin/sh
[ ! -e "$(dirname "$0")/gone" ]
`

/** Makes the programs in a folder. */
export function fakeCups(folder: string): FakeCups {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries({ lp, lpstat })) {
    writeFileSync(join(folder, name), text)
    chmodSync(join(folder, name), 0o755)
  }
  const file = (name: string) => join(folder, name)
  return {
    path: `${folder}:${process.env.PATH ?? ''}`,
    lastArguments: () =>
      existsSync(file('job.args')) ? readFileSync(file('job.args'), 'utf8').trim().split('\n') : null,
    lastPdf: () => readFileSync(file('job.pdf')),
    become(how) {
      for (const each of ['failing', 'gone']) rmSync(file(each), { force: true })
      if (how !== 'ready') writeFileSync(file(how), '')
    },
    forget() {
      for (const each of ['job.args', 'job.pdf']) rmSync(file(each), { force: true })
    },
  }
}
