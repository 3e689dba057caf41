import { z } from 'zod'
import type { JobRecord, PrintJournal } from '#drivers'
import type { AgentStore } from './agent_store.ts'

const record: z.ZodType<JobRecord> = z.object({
  jobId: z.string(),
  pid: z.string(),
  number: z.string(),
  state: z.enum(['sent', 'unknown']),
  reason: z
    .enum([
      'paper-end',
      'cover-open',
      'cutter',
      'offline',
      'head-hot',
      'unrecoverable',
      'no-answer',
      'one-way',
    ])
    .nullable(),
  at: z.number(),
})

/** A printer's journal in the agent's file, under its own name. */
export function printJournal(store: AgentStore, name: 'print-job' | 'print-job-2'): PrintJournal {
  const table = store.table<JobRecord>(name, record)
  return {
    put: (job) => table.put(job.jobId, job),
    all: () => table.all(),
    remove: (jobId) => table.remove(jobId),
  }
}
