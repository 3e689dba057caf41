import { useEffect } from 'react'
import { noKeys, usePage, useView, wedgeStep } from '#client'

/** Hears a scanner that types as a keyboard, where this machine has one: its keys reach nothing else on the page. */
export function useKeyScanner(): void {
  const page = usePage()
  const listens = useView(({ capabilities }) => capabilities?.codeScanner === 'keyboard')
  useEffect(() => {
    if (!listens) return
    let state = noKeys
    const listener = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) {
        state = noKeys
        return
      }
      const step = wedgeStep(state, { key: event.key, repeat: event.repeat, at: event.timeStamp })
      state = step.state
      if (step.swallow) {
        event.preventDefault()
        event.stopImmediatePropagation()
      }
      if (step.scanned !== null) page.tell({ type: 'scanned-keys', text: step.scanned })
    }
    window.addEventListener('keydown', listener, { capture: true })
    return () => window.removeEventListener('keydown', listener, { capture: true })
  }, [page, listens])
}
