/** The thread that writes batches to a hub's SQLite file; see `sqlite_thread.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#basics'
import { openDatabase } from '#sqlite'
import { migrations } from './migrations.ts'
import { batchWriter, type PackedBatch } from './sqlite_batch.ts'
import type { ThreadAnswer } from './sqlite_thread.ts'

const port = parentPort
assert(port !== null, 'this file runs in a thread of the hub')
const database = openDatabase({ file: workerData.file, migrations })
const write = batchWriter(database)

function answerTo(expectedRevision: number, packed: PackedBatch): ThreadAnswer {
  try {
    return { written: write(expectedRevision, packed) }
  } catch (error) {
    const { message, code = '' } = error as { message: string; code?: string }
    return { error: message, code }
  }
}

port.on('message', (message: 'close' | { expectedRevision: number; packed: PackedBatch }) => {
  if (message === 'close') {
    database.close()
    port.close()
  } else port.postMessage(answerTo(message.expectedRevision, message.packed))
})
