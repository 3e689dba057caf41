import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { Clock } from '#basics'
import { useUi } from '../i18n/ui_store.ts'
import type { PageKind } from '../theme/tokens.ts'
import type { VoicePlayer } from './voice_hint.ts'

interface Screen {
  readonly clock: Clock
  readonly player: VoicePlayer | null
}

const ScreenContext = createContext<Screen | null>(null)

/** The clock and voice player that the page was started with. */
export function useScreen(): Screen {
  const screen = useContext(ScreenContext)
  if (screen === null) throw new Error('assertion failed: a component stands outside of a page')
  return screen
}

/** Writes kind of page, language and large text on `<html>`, where the style sheets look for them. */
export function usePageAttributes(kind: PageKind): void {
  const locale = useUi((ui) => ui.locale)
  const elder = useUi((ui) => ui.elder)
  useEffect(() => {
    const root = document.documentElement
    root.dataset.page = kind
    root.dataset.elder = String(elder)
    root.lang = locale
  }, [kind, elder, locale])
}

/** What every public page is wrapped in: kind of page, clock, voice player (`null`: no voice), language for aria. */
export interface PublicAppProps {
  readonly kind: Exclude<PageKind, 'staff'>
  readonly clock: Clock
  readonly player: VoicePlayer | null
  readonly children: ReactNode
}

/** Root of a public page. */
export function PublicApp({ kind, clock, player, children }: PublicAppProps) {
  const locale = useUi((ui) => ui.locale)
  const screen = useMemo(() => ({ clock, player }), [clock, player])
  usePageAttributes(kind)
  return (
    <ScreenContext value={screen}>
      <I18nProvider locale={locale}>{children}</I18nProvider>
    </ScreenContext>
  )
}

/** Gives clock and player to components on a page that is not public. */
export function ScreenProvider({ clock, children }: { readonly clock: Clock; readonly children: ReactNode }) {
  const screen = useMemo(() => ({ clock, player: null }), [clock])
  return <ScreenContext value={screen}>{children}</ScreenContext>
}
