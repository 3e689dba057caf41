import { useEffect, useRef, useState } from 'react'
import { callRoute, usePage } from '#client'
import { type DockCommand, type DockState, endpointReply } from '#protocol'
import { type Speaker, useSpeaker } from '#ui'
import { type DockEvents, type DockLink, type DockSocket, keepDock } from './dock_link.ts'

/** The dock as its page shows it. */
export interface Dock {
  readonly status: 'connecting' | 'live' | 'lost' | 'none'
  readonly state: DockState | null
  readonly sound: Speaker
  readonly isListening: boolean
  setListening(on: boolean): void
  send(command: DockCommand): void
}

async function endpoint() {
  const found = await callRoute(location.origin, null, 'demoAccess', { query: { page: 'dock' } })
  return found.ok ? { ...found, value: endpointReply.parse(found.value) } : found
}

function open(url: string, events: DockEvents): DockSocket {
  const socket = new WebSocket(url)
  socket.onopen = events.onOpen
  socket.onclose = events.onClose
  socket.onmessage = ({ data }) => events.onText(String(data))
  return socket
}

/** Keeps this page connected to the dock and plays along with the hall while it listens. */
export function useDock(): Dock {
  const { clock } = usePage()
  const sound = useSpeaker()
  const [status, setStatus] = useState<Dock['status']>('connecting')
  const [state, setState] = useState<DockState | null>(null)
  const [isListening, setListening] = useState(true)
  const listens = useRef(isListening)
  const link = useRef<DockLink | null>(null)
  const { say } = sound
  useEffect(() => {
    listens.current = isListening
  }, [isListening])
  useEffect(() => {
    const made = keepDock({
      clock,
      endpoint,
      open,
      onStatus: setStatus,
      onMessage(message) {
        if (message.type === 'state') setState(message.state)
        if (message.type === 'sound' && listens.current) say({ ...message, text: '' }, () => undefined)
      },
    })
    link.current = made
    return made.close
  }, [clock, say])
  return { status, state, sound, isListening, setListening, send: (command) => link.current?.send(command) }
}
