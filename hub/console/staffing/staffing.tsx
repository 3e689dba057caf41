import './staffing.css'
import { useState } from 'react'
import { useCentre } from '#client'
import { useText } from '#ui'
import { AnswerTable } from './answer_table.tsx'
import { firstQuestion, type Question } from './question.ts'
import { QuestionForm } from './question_form.tsx'
import { staffingWords } from './staffing_words.ts'
import { TruthCard } from './truth_card.tsx'
import { type Asked, useWhatIf } from './use_what_if.ts'

function Outcome({ asked }: { readonly asked: Asked }) {
  const text = useText(staffingWords)
  if (asked.state === 'answered') return <AnswerTable {...asked.answer} />
  const words = { idle: null, running: text.running, busy: text.busy, failed: text.failed }
  const said = asked.state === 'unknown-day' ? text.unknownDay : words[asked.state]
  return (
    <p className="staffing-said" role="status">
      {said}
    </p>
  )
}

/** Tries out another staffing, and shows how far the estimates can be trusted. */
export function Staffing() {
  const text = useText(staffingWords)
  const centre = useCentre((now) => now)
  const [question, setQuestion] = useState<Question>(() => firstQuestion(centre))
  const { asked, ask, forget } = useWhatIf()
  const change = (next: Question) => {
    setQuestion(next)
    forget()
  }
  return (
    <>
      <header className="section-head">
        <h2>{text.title}</h2>
        <span className="staffing-hint">{text.hint}</span>
      </header>
      <QuestionForm
        question={question}
        isBusy={asked.state === 'running'}
        onChange={change}
        onAsk={() => void ask(question)}
      />
      <Outcome asked={asked} />
      <TruthCard />
    </>
  )
}
