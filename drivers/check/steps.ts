/** Words for a technician in both languages. */
export interface Said {
  readonly zh: string
  readonly en: string
}

/** One step of a self-test. */
export interface TestStep {
  readonly name: Said
  readonly outcome: 'pass' | 'fail' | 'skipped'
  /** Hexadecimal; empty where nothing was sent. Never what a card says. */
  readonly sent: string
  readonly seen: string
  /** What was found, or what to do. */
  readonly note: Said
}

/** A self-test's steps, told one by one as they end. */
export type StepTeller = (step: TestStep) => void

/** Two languages in one call. */
export const said = (zh: string, en: string): Said => ({ zh, en })
