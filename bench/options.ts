/** What a bench is run with. */
export interface BenchOptions {
  /** Length of one measured block, seconds. */
  readonly seconds: number
  /** Samples of each latency. */
  readonly samples: number
  /** Tickets of history that a hub is given before it is measured. */
  readonly tickets: number
  /** Where a filled history is kept for the next run; null throws it away. */
  readonly keep: string | null
  /** A hub that runs elsewhere; null starts one. */
  readonly target: { readonly hub: string; readonly access: string } | null
  say(line: string): void
}
