import type { Clock, Result, Timer } from '#basics'
import { type DockCommand, type DockMessage, dockMessage, type Endpoint, type Problem } from '#protocol'

/** An open socket, as much of it as the link needs. */
export interface DockSocket {
  send(text: string): void
  close(): void
}

/** What happens on a socket; nothing comes after `onClose`. */
export interface DockEvents {
  onOpen(): void
  onText(text: string): void
  onClose(): void
}

/** Named times of the link, ms. */
export const dockDelays = { retry: 1_000, open: 4_000 } as const

/** What the link is made of and whom it tells. */
export interface DockLinkOptions {
  readonly clock: Clock
  endpoint(): Promise<Result<Endpoint, Problem>>
  open(url: string, events: DockEvents): DockSocket
  onMessage(message: DockMessage): void
  /** 'none' = there is no dock here: not a demonstration. */
  onStatus(status: 'connecting' | 'live' | 'lost' | 'none'): void
}

/** A link to the dock that is kept until closed. */
export interface DockLink {
  send(command: DockCommand): void
  close(): void
}

function parse(text: string): DockMessage | null {
  try {
    const parsed = dockMessage.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Connects to the dock and connects again after every loss, asking for the endpoint each time. */
export function keepDock(options: DockLinkOptions): DockLink {
  const { clock } = options
  let socket: DockSocket | null = null
  let timer: Timer | null = null
  let closed = false

  const again = (status: 'lost' | 'none') => {
    if (closed) return
    socket = null
    timer?.cancel()
    options.onStatus(status)
    timer = clock.after(dockDelays.retry, () => void connect())
  }
  const open = ({ url, token }: Endpoint) => {
    const lose = () => {
      if (socket !== opened) return
      opened.close()
      again('lost')
    }
    const opened = options.open(url, {
      onOpen: () => opened.send(JSON.stringify({ type: 'hello', token } satisfies DockCommand)),
      onText(text) {
        const message = parse(text)
        if (message === null) return
        timer?.cancel()
        options.onStatus('live')
        options.onMessage(message)
      },
      onClose: lose,
    })
    socket = opened
    timer = clock.after(dockDelays.open, lose)
  }
  const connect = async () => {
    const found = await options.endpoint()
    if (closed) return
    if (!found.ok) return again(found.error.code === 'unavailable' ? 'lost' : 'none')
    open(found.value)
  }
  options.onStatus('connecting')
  void connect()
  return {
    send: (command) => socket?.send(JSON.stringify(command)),
    close() {
      closed = true
      timer?.cancel()
      const last = socket
      socket = null
      last?.close()
    },
  }
}
