/** Runs asynchronous actions one after another, in the order they were given. */
export function sequential(): <T>(action: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve()
  return (action) => {
    const run = tail.then(action, action)
    tail = run.catch(() => undefined)
    return run
  }
}
