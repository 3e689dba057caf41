import { ptyPair } from '#drivers'
import { commandIds, idPlace } from '../load/command_ids.ts'
import { connect, postRequest } from '../load/connection.ts'
import { startReference } from './start_reference.ts'

/** The least a touch can cost: one POST that is committed, then a ticket's bytes on the same kind of line. */
export interface BareTouch {
  /** Duration of one, ms. */
  once(): Promise<number>
  close(): Promise<void>
}

/** Opens it for tickets of so many bytes. */
export async function bareTouch(bytes: number): Promise<BareTouch> {
  const [reference, line] = await Promise.all([startReference(300), ptyPair()])
  const opened = await line.driverTransport().open({ onData: () => undefined, onClosed: () => undefined })
  if (!opened.ok) throw new Error(opened.error)
  const url = new URL(`${reference.url}/tickets`)
  const connection = await connect(url.hostname, Number(url.port))
  const newId = commandIds()
  const ticket = new Uint8Array(bytes).fill(0x41)
  const body = JSON.stringify({ serviceId: 'LS', anonymous: true, commandId: idPlace })
  return {
    async once() {
      const arrived = new Promise<number>((done) => line.port.onBytes(() => done(performance.now())))
      const sent = performance.now()
      await connection.exchange(postRequest(url, '', body.replace(idPlace, newId())))
      await opened.value.write(ticket)
      return (await arrived) - sent
    },
    async close() {
      connection.close()
      await opened.value.close()
      await line.close()
      await reference.stop()
    },
  }
}
