import { err, ok, type Result } from '#basics'
import type { ShellRole } from '#protocol'

/** What an installed suite can be: one of the shells, or the centre's hub. */
export type SuiteRole = ShellRole | 'hub'

/** Every role, in the order the first-start chooser offers them. */
export const suiteRoles = [
  'kiosk',
  'query',
  'counter',
  'display',
  'hub',
] as const satisfies readonly SuiteRole[]

/** The pages each shell may show; the first is what it shows when none is named. */
export const pagesOfRole = {
  kiosk: ['kiosk'],
  query: ['query'],
  counter: ['counter', 'guide', 'pad'],
  display: ['board', 'signage'],
} as const satisfies Record<ShellRole, readonly string[]>

/** A page of a shell, by the name it has in the address. */
export type PageName = (typeof pagesOfRole)[ShellRole][number]

/** The size of a window that is not full screen, in pixels. */
export interface WindowSize {
  readonly width: number
  readonly height: number
}

/** The command line of a shell, parsed; null means not given. */
export interface ShellArguments {
  readonly role: SuiteRole | null
  readonly page: PageName | null
  /** A plain window of this size instead of a locked full screen: demos and development. */
  readonly windowed: WindowSize | null
  /** Index of the display to use, in the order the system lists them. */
  readonly display: number | null
  /** Path of the agent's configuration. */
  readonly config: string | null
  /** Lets several shells of one role run on a machine. */
  readonly instance: string | null
  /** Display for a counter's evaluation pad window. */
  readonly pad: number | null
  /** Opens the set-up of this machine again. */
  readonly setup: boolean
}

/** An option whose value cannot be used. */
export type ArgumentRefusal = 'role' | 'page' | 'windowed' | 'display' | 'instance' | 'pad'

function optionText(argv: readonly string[], name: string): string | null {
  const prefix = `--${name}=`
  return argv.findLast((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? null
}

function oneOf<const T extends string>(values: readonly T[], text: string): T | null {
  return values.find((value) => value === text) ?? null
}

function parseSize(text: string): WindowSize | null {
  const match = /^(\d{3,4})x(\d{3,4})$/.exec(text)
  return match === null ? null : { width: Number(match[1]), height: Number(match[2]) }
}

const parseIndex = (text: string) => (/^\d$/.test(text) ? Number(text) : null)
const parseInstance = (text: string) => (/^[a-z0-9-]{1,32}$/.test(text) ? text : null)
/** Every page of every shell. */
export const everyPage: readonly PageName[] = Object.values(pagesOfRole).flat()

/** Whether a command line asks for the set-up, be it this program's or that of a second start. */
export const asksForSetup = (argv: readonly string[]): boolean => argv.includes('--setup')

/** Parses `--role= --page= --windowed=WxH --display=N --config=FILE --instance=NAME --pad=N --setup`; ignores all others. */
export function parseShellArguments(argv: readonly string[]): Result<ShellArguments, ArgumentRefusal> {
  const refused: ArgumentRefusal[] = []
  const read = <T>(name: ArgumentRefusal, parse: (text: string) => T | null): T | null => {
    const text = optionText(argv, name)
    if (text === null) return null
    const value = parse(text)
    if (value === null) refused.push(name)
    return value
  }
  const parsed: ShellArguments = {
    role: read('role', (text) => oneOf(suiteRoles, text)),
    page: read('page', (text) => oneOf(everyPage, text)),
    windowed: read('windowed', parseSize),
    display: read('display', parseIndex),
    config: optionText(argv, 'config'),
    instance: read('instance', parseInstance),
    pad: read('pad', parseIndex),
    setup: asksForSetup(argv),
  }
  const first = refused[0]
  return first === undefined ? ok(parsed) : err(first)
}

/** The page a shell shows: the one asked for if its role has it, else the role's first. */
export function pageOf(role: ShellRole, wanted: PageName | null): PageName {
  const pages: readonly PageName[] = pagesOfRole[role]
  return wanted !== null && pages.includes(wanted) ? wanted : pagesOfRole[role][0]
}
