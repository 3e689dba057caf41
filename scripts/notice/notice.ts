import { type ShippedPackage, shippedPackages } from './shipped.ts'

/** What is shipped of others besides npm packages. */
export interface ShippedWork {
  readonly place: string
  readonly madeOf: string
  readonly licence: string
  /** Where its text is kept, from the root. */
  readonly text: string
}

/** Files drawn or made of other people's works. */
export const shippedWorks: readonly ShippedWork[] = [
  {
    place: 'resources/tickets/glyphs24.bin.gz',
    madeOf: 'Noto Sans Mono CJK SC 2.004, © 2014–2021 Adobe',
    licence: 'OFL-1.1',
    text: 'resources/tickets/OFL.txt',
  },
  {
    place: 'resources/fonts/sign16.bin.gz',
    madeOf:
      'the X.Org fonts gb16st, © 1988 The Institute of Software, Academia Sinica, and 8x16, © 1989 Sony Corp.',
    licence: 'HPND',
    text: 'resources/fonts/README.md',
  },
]

/** Licences that let the suite be passed on as it is; another one needs a person's decision first. */
export const acceptedLicences: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense',
  '(AFL-2.1 OR BSD-3-Clause)',
  '(MIT OR X11)',
])

const intro = `# Notice

Civic Hall is licensed under the [Apache License 2.0](LICENSE). An installer carries works of others, under the licences
below; their full texts are in it as \`licences.txt\`, Electron's and Chromium's beside the program. This file is made by
\`node scripts/make_notice.ts\` from package-lock.json and a table of files.`

const worksList = () => [
  '## Files made of other works',
  '',
  ...shippedWorks.map(
    ({ place, madeOf, licence, text }) => `- \`${place}\` of ${madeOf}: [${licence}](${text})`,
  ),
  '',
  'The stand-in voices (`resources/voice`) are sound made with espeak-ng; no part of it is shipped.',
]

function packageList(licence: string, packages: readonly ShippedPackage[]): string[] {
  const names = new Set(packages.map(({ name, version }) => `\`${name}\` ${version}`))
  return [`### ${licence}`, '', `${[...names].join(' · ')}`, '']
}

/** The text of NOTICE.md: what is shipped of others and under which licence. */
export function noticeText(root: string): string {
  const byLicence = Object.groupBy(shippedPackages(root), ({ licence }) => licence)
  const lists = Object.entries(byLicence)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([licence, packages]) => packageList(licence, packages ?? []))
  return `${[intro, '', ...worksList(), '', '## Packages', '', ...lists].join('\n').trimEnd()}\n`
}
