import { Worker } from 'node:worker_threads'
import type { PackedBatch } from './sqlite_batch.ts'

/** Where batches are written: resolves when a batch is durable, with false when the log was not where it should be. */
export interface BatchThread {
  /** Rejects with what SQLite said when the disk does not take the batch; nothing of it is in the log then. */
  append(expectedRevision: number, packed: PackedBatch): Promise<boolean>
  /** Finishes what it was given and ends. */
  close(): Promise<void>
}

/** What the thread answers to each batch, in order. */
export type ThreadAnswer = { readonly written: boolean } | { readonly error: string; readonly code: string }

interface Waiting {
  readonly resolve: (written: boolean) => void
  readonly reject: (error: Error) => void
}

/**
 * Starts a thread with a connection of its own that commits batches to a database file, so that the hub goes on
 * reading requests while the disk is busy. A thread that dies is started again by the next batch.
 */
export function batchThread(file: string): BatchThread {
  let worker: Worker | null = null
  let waiting: Waiting[] = []
  const lost = () => {
    worker = null
    const all = waiting
    waiting = []
    for (const { reject } of all) reject(new Error('the writing thread ended'))
  }
  const started = (): Worker => {
    const fresh = new Worker(new URL('./sqlite_thread_main.ts', import.meta.url), { workerData: { file } })
    fresh.unref()
    fresh.on('message', (answer: ThreadAnswer) => {
      const next = waiting.shift()
      if (waiting.length === 0) fresh.unref()
      if ('written' in answer) next?.resolve(answer.written)
      else next?.reject(Object.assign(new Error(answer.error), { code: answer.code }))
    })
    // What it died of is told to those who wait; its exit follows.
    fresh.on('error', () => undefined)
    fresh.once('exit', () => {
      if (worker === fresh) lost()
    })
    return fresh
  }
  worker = started()
  return {
    append(expectedRevision, packed) {
      worker ??= started()
      const thread = worker
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        // A program that waits for a batch does not end before it is answered.
        thread.ref()
        thread.postMessage({ expectedRevision, packed })
      })
    },
    async close() {
      const thread = worker
      if (thread === null) return
      const over = new Promise<void>((resolve) => thread.once('exit', () => resolve()))
      thread.ref()
      thread.postMessage('close')
      await over
    },
  }
}
