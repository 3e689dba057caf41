import { useEffect, useRef } from 'react'

/** Actions by key name (`F1`, `Escape`); `null` keeps a key from the browser and does nothing. */
export type Hotkeys = Readonly<Record<string, (() => void) | null>>

/** Runs actions on keys anywhere on the page, once per press; a held key does not repeat. */
export function useHotkeys(hotkeys: Hotkeys): void {
  const table = useRef(hotkeys)
  useEffect(() => {
    table.current = hotkeys
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || !Object.hasOwn(table.current, event.key)) return
      event.preventDefault()
      if (!event.repeat) table.current[event.key]?.()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
