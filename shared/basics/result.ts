/** The outcome of something that may be refused: a value, or one of a closed list of reasons. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

/** Wraps a value that was granted. */
export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value })

/** Wraps the reason of a refusal. */
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error })
