/** The thread that copies a centre's database and checks the copy; see `copy_thread.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#basics'
import { type CopySource, copyInto, verifyCopy } from './copy.ts'

const port = parentPort
assert(port !== null, 'this file runs in a thread of the hub')
const { source, target } = workerData as { readonly source: CopySource; readonly target: string }
try {
  await copyInto(source, target)
  port.postMessage({ verified: await verifyCopy(target) })
} catch (error) {
  const { message, code = '' } = error as { message: string; code?: string }
  port.postMessage({ error: message, code })
}
