import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { dockSpeechPost } from '#protocol'

/** An announcement the hall's voice was handed, and when. */
export interface Heard {
  readonly at: number
  readonly text: string
  readonly durationMs: number
}

/** The end of the announcer's wire: what the dock is in a demo. */
export interface Speaker {
  readonly url: string
  /** The next announcement. */
  next(): Promise<Heard>
  close(): void
}

/** Listens for announcements as the device dock does. */
export async function openSpeaker(): Promise<Speaker> {
  let tell: (heard: Heard) => void = () => undefined
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const at = performance.now()
      response.writeHead(204).end()
      const { text: words, durationMs } = dockSpeechPost.parse(JSON.parse(body))
      tell({ at, text: words, durationMs })
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/speech`,
    next: () =>
      new Promise((done) => {
        tell = done
      }),
    close: () => server.close(),
  }
}
