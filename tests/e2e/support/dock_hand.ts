import { type DockCommand, type DockPaper, type DockState, dockMessage } from '#protocol'
import type { Demo } from './demo.ts'

/** A hand at the simulated devices, and all that came out of them. */
export interface DockHand {
  state(): DockState
  /** Every paper since the hand was laid on, oldest first. */
  papers(): readonly DockPaper[]
  /** Every announcement since then, oldest first. */
  spoken(): readonly string[]
  send(command: DockCommand): void
  /** Whether it came to hold within so many ms; asked at each change. */
  until(holds: (state: DockState) => boolean, limitMs: number): Promise<boolean>
  close(): void
}

/** Connects to the demo's dock as its page does, and waits for its first word. */
export async function takeDock({ dock }: Demo): Promise<DockHand> {
  const socket = new WebSocket(dock.url)
  const papers = new Map<string, DockPaper>()
  const spoken = new Map<string, string>()
  const watchers = new Set<() => void>()
  let state: DockState | null = null
  const send = (command: DockCommand) => socket.send(JSON.stringify(command))
  socket.addEventListener('open', () => send({ type: 'hello', token: dock.token }))
  const hear = (text: string) => {
    const message = dockMessage.parse(JSON.parse(text))
    if (message.type === 'error') throw new Error(message.message)
    if (message.type !== 'state') return
    state = message.state
    // Newest first; the dock keeps the last few only.
    for (const paper of state.printer.papers.toReversed()) papers.set(paper.id, paper)
    for (const { id, text: said } of state.audio.log.toReversed()) spoken.set(id, said)
    for (const watcher of [...watchers]) watcher()
  }
  socket.addEventListener('message', ({ data }) => hear(String(data)))
  const until: DockHand['until'] = (holds, limitMs) =>
    new Promise((resolve) => {
      const settle = (held: boolean) => {
        clearTimeout(limit)
        watchers.delete(look)
        resolve(held)
      }
      const look = () => state !== null && holds(state) && settle(true)
      const limit = setTimeout(() => settle(false), limitMs)
      watchers.add(look)
      look()
    })
  if (!(await until(() => true, 10_000))) throw new Error('the dock says nothing')
  return {
    state() {
      if (state === null) throw new Error('the dock has said nothing')
      return state
    },
    papers: () => [...papers.values()],
    spoken: () => [...spoken.values()],
    send,
    until,
    close: () => socket.close(),
  }
}
