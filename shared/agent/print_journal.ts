import { z } from 'zod'
import type { JobRecord, PrintJournal } from '#drivers'
import type { AgentStore } from './agent_store.ts'

const record: z.ZodType<JobRecord> = z.object({
  jobId: z.string(),
  pid: z.string(),
  number: z.string(),
  state: z.enum(['sent', 'unknown']),
  reason: z
    .enum(['paper-end', 'cover-open', 'cutter', 'offline', 'head-hot', 'unrecoverable', 'no-answer'])
    .nullable(),
  at: z.number(),
})

/** The printer's journal in the agent's file. */
export function printJournal(store: AgentStore): PrintJournal {
  const table = store.table<JobRecord>('print-job', record)
  return {
    put: (job) => table.put(job.jobId, job),
    all: () => table.all(),
    remove: (jobId) => table.remove(jobId),
  }
}
