import type { Faults } from './faults.ts'
import type { FieldProps } from './fields.tsx'

/** What a field of a draft needs: what it is called, what it holds, what is wrong with it. */
export interface Bound<Value, Given = Value> extends FieldProps {
  readonly value: Value
  readonly onChange: (value: Given) => void
}

/** A record while it is edited. */
export interface Form<T extends object> {
  readonly draft: T
  readonly faults: Faults
  set(part: Partial<T>): void
  /** Binds a field to its part of the draft. */
  of<Key extends keyof T & string>(path: Key): Bound<T[Key]>
  /** The same for a part that must be something: a field that is emptied keeps what it had. */
  kept<Key extends keyof T & string>(path: Key): Bound<T[Key], T[Key] | null>
}

/** A form over a draft; `labels` say what its fields are called. */
export function formOf<T extends object>(
  draft: T,
  set: (part: Partial<T>) => void,
  faults: Faults,
  labels: Readonly<Partial<Record<keyof T, string>>>,
): Form<T> {
  const field = <Key extends keyof T & string>(path: Key) => ({
    label: labels[path] ?? path,
    path,
    faults,
    value: draft[path],
  })
  const put = <Key extends keyof T>(path: Key, value: T[Key]) => {
    const part: Partial<T> = {}
    part[path] = value
    set(part)
  }
  return {
    draft,
    faults,
    set,
    of: (path) => ({ ...field(path), onChange: (value) => put(path, value) }),
    kept: (path) => ({
      ...field(path),
      onChange: (value) => {
        if (value !== null) put(path, value)
      },
    }),
  }
}
