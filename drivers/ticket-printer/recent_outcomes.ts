import type { PrintJournal, PrintOutcome } from './types.ts'

/** What became of the jobs of this run, so that none prints twice. */
export interface RecentOutcomes {
  /** The outcome a job already has, of this run or, from the journal, of an earlier one; null for a new job. */
  of(jobId: string): Promise<PrintOutcome | null>
  /** Notes the job that is printing now; null for none. */
  begin(jobId: string | null): void
  printing(jobId: string): boolean
  /** Whether any job is printing. */
  busy(): boolean
  keep(jobId: string, outcome: PrintOutcome): void
}

const remembered = 500

/** Keeps the latest outcomes; a refused job has none, it may be tried again. */
export function recentOutcomes(journal: PrintJournal): RecentOutcomes {
  const outcomes = new Map<string, PrintOutcome>()
  let current: string | null = null
  return {
    async of(jobId) {
      const known = outcomes.get(jobId)
      if (known !== undefined) return known
      const lost = (await journal.all()).find((job) => job.jobId === jobId)
      if (lost === undefined) return null
      return { printed: 'unknown', reason: lost.reason ?? 'no-answer', rest: 'may-print' }
    },
    begin(jobId) {
      current = jobId
    },
    printing: (jobId) => jobId === current,
    busy: () => current !== null,
    keep(jobId, outcome) {
      if (outcome.printed === 'refused') return
      outcomes.set(jobId, outcome)
      for (const oldest of outcomes.keys()) {
        if (outcomes.size <= remembered) break
        outcomes.delete(oldest)
      }
    },
  }
}
