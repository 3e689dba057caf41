import { WebSocket } from 'ws'
import { err, ok, type Result } from '#basics'
import { callRoute, localProblem } from '#client'
import { type Problem, problem, protocolVersion, type WireCommandInput } from '#protocol'

/** One way to a hub: a command goes out, and comes back granted, refused, or with the problem 'unavailable'. */
export type Send = (command: WireCommandInput) => Promise<Result<unknown, Problem>>

/** Over HTTP, a request a command. */
export const httpSender =
  (url: () => string, token: string): Send =>
  (command) => {
    const { body } = command
    if (command.name === 'issue') return callRoute(url(), token, 'issueTicket', { body })
    if (command.name === 'print-result')
      return callRoute(url(), token, 'printResult', { params: { id: command.ticketId }, body })
    if (command.name === 'counter')
      return callRoute(url(), token, 'counterCommand', { params: { counterId: command.counterId }, body })
    throw new Error(`no test sends '${command.name}'`)
  }

interface Open {
  readonly socket: WebSocket
  readonly waiting: Map<string, (answer: Result<unknown, Problem>) => void>
}

function receive({ waiting }: Open, text: string): void {
  // Commits are pushed to every socket; only answers matter here, and parsing all would load the machine.
  if (!text.startsWith('{"type":"re')) return
  const message: { commandId: string; value?: unknown; problem?: unknown } = JSON.parse(text)
  const resolve = waiting.get(message.commandId)
  waiting.delete(message.commandId)
  resolve?.(message.problem === undefined ? ok(message.value) : err(problem.parse(message.problem)))
}

function open(url: string, token: string): Promise<Open | null> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws`)
  const opened: Open = { socket, waiting: new Map() }
  socket.on('message', (data) => receive(opened, String(data)))
  socket.on('close', () => {
    for (const resolve of opened.waiting.values()) resolve(err(localProblem('unavailable')))
    opened.waiting.clear()
  })
  return new Promise((resolve) => {
    socket.once('error', () => resolve(null))
    socket.once('open', () => {
      socket.send(JSON.stringify({ type: 'hello', protocol: protocolVersion, token, lastRevision: null }))
    })
    socket.once('message', () => resolve(opened))
  })
}

/** Over one WebSocket, opened anew when the hub has another address; several commands may be under way. */
export function socketSender(url: () => string, token: string): { readonly send: Send; close(): void } {
  let current: { readonly at: string; readonly link: Promise<Open | null> } | null = null
  const link = () => {
    if (current?.at !== url()) current = { at: url(), link: open(url(), token) }
    return current.link
  }
  return {
    async send(command) {
      const opened = await link()
      if (opened === null || opened.socket.readyState !== WebSocket.OPEN)
        return err(localProblem('unavailable'))
      return new Promise((resolve) => {
        opened.waiting.set(command.body.commandId, resolve)
        opened.socket.send(JSON.stringify({ type: 'command', command }))
      })
    },
    close: () => void current?.link.then((opened) => opened?.socket.terminate()),
  }
}
