import './app_frame.css'
import type { ReactNode } from 'react'
import { dictionary, useText } from '../i18n/dictionary.ts'
import { type Term, termText } from '../i18n/term.ts'
import { useLocale } from '../i18n/ui_store.ts'
import { Pictogram } from '../icons/pictogram.tsx'
import { ChoiceBar } from './choice_bar.tsx'
import { WallClock } from './wall_clock.tsx'

const words = dictionary({
  'zh-CN': { hotline: '全国法律服务热线', help: '需要帮助？请到导服台，工作人员会帮您办理。' },
  en: {
    hotline: 'Legal helpline',
    help: 'Need help? The staff at the information desk will be glad to assist.',
  },
})

/** The frame of a kiosk or query page, 1080 × 1920: what must be touched lies between 700 and 1780 px (wheelchair reach). */
export interface AppFrameProps {
  /** Official name of the site, both languages. */
  readonly name: Term
  /** The question of this screen and the state of the hall: read, not touched. */
  readonly lead: ReactNode
  readonly children: ReactNode
  /** `null` on the home page: the button stays in its place, at rest. */
  readonly onBack: (() => void) | null
  readonly hotline?: string
  /** Line at the very bottom; the way to the information desk if not given. */
  readonly foot?: ReactNode
}

/** Header with name, clock and 12348; the question; the answers; the bar of choices; the way to help. */
export function AppFrame({ name, lead, children, onBack, hotline = '12348', foot }: AppFrameProps) {
  const text = useText(words)
  const locale = useLocale()
  return (
    <div className="app-frame">
      <header className="app-frame-head">
        <div className="app-frame-motif">
          <Pictogram name="logo" size="calc(440 * var(--u))" />
        </div>
        <div className="app-frame-name">
          <div className="app-frame-mark">
            <Pictogram name="logo" size="calc(76 * var(--u))" />
          </div>
          <div>
            <h1>{termText(name, locale)}</h1>
            <p lang={locale === 'en' ? 'zh-CN' : 'en'}>{termText(name, locale === 'en' ? 'zh-CN' : 'en')}</p>
          </div>
        </div>
        <div className="app-frame-clock">
          <WallClock />
        </div>
        <div className="app-frame-hotline">
          <b>{hotline}</b>
          <span>{text.hotline}</span>
        </div>
      </header>
      <main className="app-frame-main">
        <div className="app-frame-lead">{lead}</div>
        <div className="app-frame-body">{children}</div>
      </main>
      <ChoiceBar onBack={onBack} />
      <footer className="app-frame-foot">{foot ?? text.help}</footer>
    </div>
  )
}
