import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { present } from '#basics'

/** Puts a page into its document. */
export function mount(page: ReactNode): void {
  const root = present(document.getElementById('root'), '#root')
  createRoot(root).render(<StrictMode>{page}</StrictMode>)
}

/** The counter named in the page's address (`?counter=1`), or null. */
export const counterInAddress = (): string | null => new URLSearchParams(location.search).get('counter')
