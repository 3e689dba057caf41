import { Worker } from 'node:worker_threads'
import type { CopySource, Verified } from './copy.ts'

type ThreadAnswer = { readonly verified: Verified } | { readonly error: string; readonly code: string }

/**
 * Copies a centre's database into a new file and verifies the copy, both in a thread of their own: commands go on
 * meanwhile. Rejects with what the database or the disk said; its `code` is SQLite's, PostgreSQL's or the system's.
 */
export function copyInThread(source: CopySource, target: string): Promise<Verified> {
  const worker = new Worker(new URL('./copy_thread_main.ts', import.meta.url), {
    workerData: { source, target },
  })
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: ThreadAnswer) => {
      if ('verified' in answer) resolve(answer.verified)
      else reject(Object.assign(new Error(answer.error), { code: answer.code }))
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the copying thread ended')))
  })
}
