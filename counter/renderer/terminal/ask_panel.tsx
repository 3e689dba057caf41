import { useEffect, useRef } from 'react'
import type { Leaving, PauseReason } from '#domain'
import { pauseReasonTerms, useTerm, useText } from '#ui'
import { type Hotkeys, KeyHint, LeftBehindNote, useHotkeys } from '#ui/staff'
import type { Ask } from './desk_rules.ts'
import { outcomes, outcomeTerms } from './outcomes.ts'
import { type DeskControl, useDesk } from './use_desk.ts'
import { deskWords } from './words.ts'

interface Choice {
  readonly key: string
  readonly name: string
  readonly testId: string
  readonly choose: () => void
}

interface Question {
  readonly title: string
  readonly hint: string
  readonly back: string
  readonly choices: readonly Choice[]
  /** What it would take from those who wait. */
  readonly leaving?: Leaving
}

const pauseReasons: readonly PauseReason[] = ['break', 'meeting', 'equipment', 'handover']

/** What the terminal asks in place, without a window over it; null for the questions that are forms. */
function useQuestion({ ask, view, run, leave }: DeskControl): Question | null {
  const text = useText(deskWords)
  const say = useTerm()
  const number = view.current?.number ?? ''
  const counterId = view.config.id
  const outcomeChoices = (act: 'finish' | 'next'): Choice[] =>
    outcomes.map((outcome, index) => ({
      key: String(index + 1),
      name: say(outcomeTerms[outcome]),
      testId: `outcome-${outcome}`,
      choose: () =>
        void run(
          act === 'finish' ? { type: 'finish', outcome } : { type: 'call-next', finishCurrent: outcome },
        ),
    }))
  const yes = (name: string, choose: () => void): Choice[] => [
    { key: 'Enter', name, testId: 'dialog-confirm', choose },
  ]
  const questions: Partial<Record<Ask, () => Question>> = {
    finish: () => ({
      title: text.askFinish(number),
      hint: text.askFinishHint,
      back: text.back,
      choices: outcomeChoices('finish'),
    }),
    next: () => ({
      title: text.askNext(number),
      hint: text.askNextHint,
      back: text.stay,
      choices: outcomeChoices('next'),
    }),
    absent: () => ({
      title: text.askAbsent(number),
      hint: text.askAbsentHint,
      back: text.back,
      choices: yes(text.absentYes, () => void run({ type: 'absent' })),
    }),
    left: () => ({
      title: text.askLeft(number),
      hint: text.askLeftHint,
      back: text.back,
      choices: yes(text.leftYes, () => void run({ type: 'left' })),
    }),
    close: () => ({
      title: text.askClose,
      hint: text.askCloseHint,
      back: text.back,
      leaving: { kind: 'close', counterId },
      choices: yes(text.closeYes, () => void run({ type: 'close' })),
    }),
    leave: () => ({
      title: text.askLeave,
      hint: text.askCloseHint,
      back: text.back,
      leaving: { kind: 'close', counterId },
      choices: yes(text.leaveYes, leave),
    }),
    pause: () => ({
      title: text.askPause,
      hint: text.askPauseHint,
      back: text.back,
      leaving: { kind: 'pause', counterId },
      choices: pauseReasons.map((reason, index) => ({
        key: String(index + 1),
        name: say(pauseReasonTerms[reason]),
        testId: `pause-${reason}`,
        choose: () => void run({ type: 'pause', reason }),
      })),
    }),
  }
  return ask === null ? null : (questions[ask]?.() ?? null)
}

/** Figures choose, Esc goes back; Enter is the focused button's own. */
function useQuestionKeys(question: Question | null, dismiss: () => void) {
  const table: Record<string, () => void> = {}
  if (question !== null) table.Escape = dismiss
  for (const choice of question?.choices ?? []) {
    if (choice.key !== 'Enter') table[choice.key] = choice.choose
  }
  const hotkeys: Hotkeys = table
  useHotkeys(hotkeys)
}

/** A question in the middle of the terminal, answered by a figure or a press. */
export function AskPanel() {
  const control = useDesk()
  const question = useQuestion(control)
  const first = useRef<HTMLButtonElement>(null)
  const { ask, dismiss, busy } = control
  useQuestionKeys(question, dismiss)
  const shown = question !== null
  useEffect(() => {
    if (shown && ask !== null) first.current?.focus()
  }, [shown, ask])
  if (question === null) return null
  return (
    <section className="ask" aria-label={question.title}>
      <div className="ask-head">
        <h2>{question.title}</h2>
        <button type="button" className="ask-back" onClick={dismiss}>
          <KeyHint>Esc</KeyHint>
          {question.back}
        </button>
      </div>
      {question.leaving !== undefined && <LeftBehindNote leaving={question.leaving} />}
      <div className="ask-choices">
        {question.choices.map((choice, index) => (
          <button
            key={choice.testId}
            ref={index === 0 ? first : undefined}
            type="button"
            className="ask-choice"
            disabled={busy}
            onClick={choice.choose}
            data-testid={choice.testId}
          >
            {choice.key !== 'Enter' && <KeyHint>{choice.key}</KeyHint>}
            {choice.name}
          </button>
        ))}
      </div>
      <p className="ask-hint">{question.hint}</p>
    </section>
  )
}
