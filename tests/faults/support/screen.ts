import { callerOf } from '#testing'
import { readerToken } from './fault_centre.ts'

/** A screen that follows the log over a socket, from what it was greeted with. */
export interface Screen {
  /** Resolves when the event of this revision has come, with everything that is wrong in what came until then. */
  upTo(revision: number): Promise<readonly string[]>
  close(): void
}

/** Opens a screen at a hub. */
export async function screenAt(url: string): Promise<Screen> {
  const socket = await callerOf(() => url, readerToken).socket()
  const greeted = (await socket.until('snapshot')).revision
  let last = greeted
  const wrong: string[] = []
  return {
    async upTo(revision) {
      while (last < revision) {
        const { events } = await socket.until('events')
        for (const event of events) {
          if (event.revision !== last + 1) wrong.push(`${event.revision} came after ${last}`)
          last = event.revision
        }
      }
      return wrong
    },
    close: () => socket.close(),
  }
}
