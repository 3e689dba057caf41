import { WebSocket } from 'ws'
import { protocolVersion } from '#protocol'

/** A page's end of the socket: what came, as text, at which moment. */
export interface Page {
  /** Resolves with the moment the first message that `isIt` accepts came, rejects when none does; listen before you act. */
  when(isIt: (text: string) => boolean, patienceMs?: number): Promise<number>
  send(message: object): void
  close(): void
}

const usualPatienceMs = 30_000

function pageOf(socket: WebSocket): Page {
  const waiting = new Set<(text: string, at: number) => void>()
  socket.on('message', (data) => {
    const at = performance.now()
    const text = String(data)
    for (const tell of [...waiting]) tell(text, at)
  })
  return {
    when: (isIt, patienceMs = usualPatienceMs) =>
      new Promise((done, fail) => {
        const give = setTimeout(() => {
          waiting.delete(tell)
          fail(new Error('the message waited for did not come'))
        }, patienceMs)
        const tell = (text: string, at: number) => {
          if (!isIt(text)) return
          waiting.delete(tell)
          clearTimeout(give)
          done(at)
        }
        waiting.add(tell)
      }),
    send: (message) => socket.send(JSON.stringify(message)),
    close: () => socket.terminate(),
  }
}

const opened = (url: string): Promise<WebSocket> =>
  new Promise((done, fail) => {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    socket.once('open', () => done(socket))
    socket.once('error', fail)
  })

/** A bare socket without our protocol: the reference's. */
export const openBareSocket = async (url: string): Promise<Page> => pageOf(await opened(url))

/** Connects to a hub or an agent as a page does, and waits for the state of the centre. */
export async function openPage(url: string, token: string): Promise<Page> {
  const page = pageOf(await opened(url))
  const shown = page.when(
    (text) => text.startsWith('{"type":"snapshot"') || text.startsWith('{"type":"events"'),
  )
  page.send({ type: 'hello', protocol: protocolVersion, token, lastRevision: null })
  await shown
  return page
}
