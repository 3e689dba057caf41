import type { Template, Values } from '../template/index.ts'
import { type FittedText, fitText } from './fitter.ts'
import type { SignProtocol } from './protocol.ts'

/** The text field's encoding decides what a sign can carry; boards of figures carry none. */
function encodingOf({ config }: Template): 'gbk' | 'gb2312' {
  const narrow = Object.values(config.operations).some(({ payload }) =>
    payload.some((part) => 'text' in part && part.text === 'gb2312'),
  )
  return narrow ? 'gb2312' : 'gbk'
}

/** What a template's fields may ask for: the text, the number in it (`A012`), its figures, the sign's address. */
function valuesOf(address: number, { text }: FittedText): Values {
  const number = /[A-Z]\d{1,4}/.exec(text)?.[0] ?? ''
  const figure = Number(/\d{1,5}/.exec(text)?.[0] ?? 0)
  return { address, counter: address, text, number, figure }
}

/** Which operation shows a text: one that carries text, or the one of call, pause and welcome that is meant. */
function operationFor(template: Template, { text, mode }: FittedText): string | null {
  if (mode === 'left' && template.can('run')) return 'run'
  if (template.can('show')) return 'show'
  const meant = /[A-Z]\d/.test(text) ? 'call' : text.startsWith('暂') ? 'pause' : 'welcome'
  return template.can(meant) ? meant : null
}

const unlit: FittedText = { text: ' ', bytes: Uint8Array.of(0x20), widthPx: 8, mode: 'static', lost: [] }

/**
 * Signs that speak a template's protocol. Needs the operation `show` (fields `address`, `text`, `figure`), or
 * `call`, `pause` and `welcome`; the reply `ack`, where there is one, is waited for.
 */
export function templateSigns(template: Template): SignProtocol {
  const { line, replies } = template.config
  const encode = (operation: string, values: Values): Uint8Array => {
    const bytes = template.encode(operation, values)
    // A number too large for a board, a sign without this operation: nothing is sent, the sign keeps what it shows.
    return bytes.ok ? bytes.value : new Uint8Array()
  }
  const show = (address: number, fitted: FittedText) => {
    const operation = operationFor(template, fitted)
    return operation === null ? new Uint8Array() : encode(operation, valuesOf(address, fitted))
  }
  const orders = { ping: 'ping', status: 'status', clear: 'clear', 'set-clock': 'set-clock' } as const
  return {
    answerMs: 'ack' in replies ? line.answerMs : null,
    gapMs: line.gapMs,
    addresses: [0, 65_535],
    fit: (text) => fitText(text, { charset: encodingOf(template) }),
    show: (address, fitted, lit) => show(address, lit ? fitted : unlit),
    showAll: () => null,
    order: (address, order) =>
      template.can(orders[order]) ? encode(orders[order], { address, counter: address }) : null,
    orderAll: () => null,
    reader(address) {
      const parser = template.parser()
      return (bytes) =>
        parser.push(bytes).map((found) => {
          if (!found.ok) return { kind: 'bad' as const }
          const { name, values } = found.value
          const isFrom = values.address === undefined || values.address === address
          if (!isFrom || (name !== 'ack' && name !== 'nack')) return { kind: 'stray' as const }
          return { kind: 'answer' as const, value: name }
        })
    },
  }
}
