import { readFileSync } from 'node:fs'
import { mutating } from './strace.ts'

/** One thing that happened to the disk, or an answer that went out, in the order of the hub's main thread. */
export type Step =
  | { readonly kind: 'make'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  /** `at` null appends. */
  | { readonly kind: 'write'; readonly path: string; readonly at: number | null; readonly data: Buffer }
  | { readonly kind: 'cut'; readonly path: string; readonly size: number }
  | { readonly kind: 'sync'; readonly path: string }
  /** A granted answer left for its sender. */
  | { readonly kind: 'answer' }

/** What a hub is started under so that everything it writes and answers is recorded, with the bytes. */
export const recording = (file: string): string[] => [
  'strace',
  ...['-f', '--seccomp-bpf', '-qq', '-y', '-xx', '-s', '70000', '-o', file],
  ...['-e', `trace=openat,writev,${mutating.join(',')}`],
]

const escaped = /\\x([0-9a-f]{2})/g

const bytes = (text: string) => Buffer.from(text.replace(escaped, '$1'), 'hex')
const plain = (text: string) =>
  text.replace(escaped, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Puts calls together that strace printed in two halves because another thread spoke in between. */
function* wholeCalls(text: string): Generator<string> {
  const begun = new Map<string, string>()
  for (const entry of text.split('\n')) {
    const [, pid = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(entry) ?? []
    const half = /^(.*) <unfinished \.\.\.>$/.exec(rest)
    const other = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    if (half !== null) begun.set(pid, half[1] ?? '')
    else if (other !== null) yield `${begun.get(pid) ?? ''}${other[1]}`
    else yield rest
  }
}

const granted = Buffer.from('HTTP/1.1 20')

function answerOf(call: string): Step[] {
  const texts = [...call.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, text = '']) => bytes(text))
  return Buffer.concat(texts).subarray(0, granted.length).equals(granted) ? [{ kind: 'answer' }] : []
}

/** The handle a call works on: the path strace saw behind it. */
const handle = /^\w+\(\d+<([^>]*)>/

function stepsOf(call: string): Step[] {
  const name = call.slice(0, call.indexOf('('))
  const path = plain(handle.exec(call)?.[1] ?? '')
  const named = [...call.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, text = '']) => plain(text))
  const [first = '', second = ''] = named
  if (/ = -1 /.test(call)) return []
  switch (name) {
    case 'openat':
      return call.includes('O_CREAT')
        ? [
            { kind: 'make', path: first },
            ...(call.includes('O_TRUNC') ? [{ kind: 'cut' as const, path: first, size: 0 }] : []),
          ]
        : []
    case 'mkdir':
      return [{ kind: 'folder', path: first }]
    case 'unlink':
      return [{ kind: 'remove', path: first }]
    case 'rename':
      return [{ kind: 'rename', path: first, to: second }]
    case 'pwrite64': {
      const [, text = '', at = '0'] = /"((?:\\x[0-9a-f]{2})*)", \d+, (\d+)\)/.exec(call) ?? []
      return [{ kind: 'write', path, at: Number(at), data: bytes(text) }]
    }
    case 'write': {
      const [, text = ''] = /"((?:\\x[0-9a-f]{2})*)"/.exec(call) ?? []
      return path.startsWith('/') ? [{ kind: 'write', path, at: null, data: bytes(text) }] : answerOf(call)
    }
    case 'writev':
      return answerOf(call)
    case 'ftruncate':
      return [{ kind: 'cut', path, size: Number(/, (\d+)\)/.exec(call)?.[1] ?? 0) }]
    case 'fsync':
    case 'fdatasync':
      return [{ kind: 'sync', path }]
    default:
      return []
  }
}

/** Reads a recording: what happened under a folder, without the shared-memory index, which no start relies on. */
export function stepsIn(file: string, folder: string): readonly Step[] {
  const isKept = (path: string) =>
    (path === folder || path.startsWith(`${folder}/`)) && !path.endsWith('-shm')
  return [...wholeCalls(readFileSync(file, 'latin1'))]
    .flatMap(stepsOf)
    .filter((step) => step.kind === 'answer' || isKept(step.path))
}
