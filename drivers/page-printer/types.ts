/** A page to go on paper. */
export interface PageJob {
  /** A whole PDF document. */
  readonly pdf: Uint8Array
  /** What the spooler's list shows; no personal data. */
  readonly title: string
  /** 1-20. */
  readonly copies: number
}

/**
 * What became of a page.
 * taken: the spooler has it, nothing more is known · refused: nothing will be printed · unknown: it may be.
 */
export type PageOutcome =
  | { readonly printed: 'taken' }
  | { readonly printed: 'refused'; readonly reason: 'not-a-pdf' | 'too-large' | 'copies' | 'no-printer' }
  | { readonly printed: 'unknown'; readonly reason: 'no-answer' | 'failed' }

/** A printer of A4 pages: guides, forms, reports. */
export interface PagePrinter {
  /** Prints after all earlier jobs. */
  print(job: PageJob): Promise<PageOutcome>
}
