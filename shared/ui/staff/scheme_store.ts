import { create } from 'zustand'
import type { Scheme } from './staff_theme.ts'

interface SchemeStore {
  readonly scheme: Scheme
  setScheme(scheme: Scheme): void
}

/** Light or dark of the staff page before us; light until someone chooses. */
export const useScheme = create<SchemeStore>((set) => ({
  scheme: 'light',
  setScheme: (scheme) => set({ scheme }),
}))
