/** The thread that answers one question of staffing; see `staffing_desk.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#basics'
import { fromSnapshot } from '#domain'
import { staffingAnswer } from './answer.ts'
import type { AskedOfThread } from './staffing_desk.ts'

const port = parentPort
assert(port !== null, 'this file runs in a thread of the hub')
const { snapshot, question, now } = workerData as AskedOfThread
port.postMessage(staffingAnswer(fromSnapshot(snapshot), question, now))
