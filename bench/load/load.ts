import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** What the load generator is to do: for so many seconds, or so many requests. */
export interface LoadPlan {
  readonly url: string
  readonly clients: number
  readonly tokens: readonly string[]
  /** The body of every request; the place of the command id in it is filled in each time. */
  readonly body: string
  readonly expect: number
  /** 'socket': the body is a command message for the hub's socket at `url`, and any result is what is expected. */
  readonly door?: 'http' | 'socket'
  /** Sockets that are open beside and hear everything. */
  readonly listeners?: number
  readonly seconds?: number
  readonly count?: number
}

/** What it did. Latencies in microseconds, in no order. */
export interface LoadResult {
  readonly seconds: number
  readonly latencies: readonly number[]
  /** What was answered otherwise than expected, and how often. */
  readonly failures: Readonly<Record<string, number>>
}

/** Runs a plan in a process of its own; rejects when any answer was not the one expected. */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'generator.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(plan))
  const result: LoadResult = JSON.parse(await text(child.stdout))
  const [failure] = Object.entries(result.failures)
  if (failure !== undefined) throw new Error(`${plan.url}: ${failure[1]} times ${failure[0]}`)
  return result
}
