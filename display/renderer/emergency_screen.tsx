import './emergency_screen.css'
import { Accessibility, DoorOpen, TicketX, UserRound } from 'lucide-react'
import { termText, useLocale } from '#ui'
import { boardWords } from './board_words.ts'
import { Both } from './both.tsx'

const steps = [
  { Icon: UserRound, words: boardWords.planStaff },
  { Icon: DoorOpen, words: boardWords.planExit },
  { Icon: Accessibility, words: boardWords.planHelp },
  { Icon: TicketX, words: boardWords.planNumbers },
] as const

/** The emergency plan: replaces everything, says what to do, in both languages. */
export function EmergencyScreen() {
  const locale = useLocale()
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <main className="plan" data-testid="board-emergency" role="alert">
      <header className="plan-head">
        <p className="plan-lead">
          <Both words={boardWords.planLead} />
        </p>
        <h1 lang={locale}>{termText(boardWords.planTitle, locale)}</h1>
        <p className="plan-other" lang={other}>
          {termText(boardWords.planTitle, other)}
        </p>
      </header>
      <ol className="plan-steps">
        {steps.map(({ Icon, words }) => (
          <li key={words.en}>
            <Icon aria-hidden />
            <Both words={words} />
          </li>
        ))}
      </ol>
    </main>
  )
}
