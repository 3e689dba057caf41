import { join } from 'node:path'
import { z } from 'zod'
import type { JobRecord, PrintJournal } from '#drivers'
import { durableTable } from './durable_table.ts'

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

/** The printer's journal in the agent's data folder. */
export function printJournal(dataDir: string): PrintJournal {
  const table = durableTable<JobRecord>(join(dataDir, 'print-jobs.json'), record)
  return {
    put: (job) => table.put(job.jobId, job),
    all: () => table.all(),
    remove: (jobId) => table.remove(jobId),
  }
}
