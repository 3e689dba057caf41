/** What the senders were told, kept by the senders. */
export interface History {
  /** Tickets acknowledged to an issuer. */
  readonly issued: { readonly id: string; readonly number: string; readonly commandId: string }[]
  /** Tickets a counter was told it now has. */
  readonly called: { readonly ticketId: string; readonly counterId: string; readonly commandId: string }[]
  /** A command sent twice at once was answered differently. */
  readonly torn: string[]
  /** Answers that were neither a success nor an expected refusal. */
  readonly strange: string[]
  readonly issueMs: number[]
  readonly callMs: number[]
}

/** An empty history. */
export const newHistory = (): History => ({
  issued: [],
  called: [],
  torn: [],
  strange: [],
  issueMs: [],
  callMs: [],
})
