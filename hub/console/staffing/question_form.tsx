import { Button, Segmented, Select } from 'antd'
import type { ReactNode } from 'react'
import { useCentre } from '#client'
import { useTerm, useText } from '#ui'
import { changes, choose, countersFor, isComplete, type Question } from './question.ts'
import { staffingWords } from './staffing_words.ts'

const halfHours = Array.from({ length: 29 }, (_, index) => {
  const minute = 7 * 60 + index * 30
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
})
const timeOptions = halfHours.map((time) => ({ value: time, label: time }))

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="staffing-field">
      <span className="staffing-label">{label}</span>
      {children}
    </div>
  )
}

interface FormProps {
  readonly question: Question
  readonly isBusy: boolean
  onChange(question: Question): void
  onAsk(): void
}

function Hours({ question, onChange }: Pick<FormProps, 'question' | 'onChange'>) {
  const text = useText(staffingWords)
  const pick = (name: 'from' | 'to') => (
    <Select
      aria-label={text[name]}
      value={question[name]}
      options={timeOptions}
      onChange={(time: string) => onChange({ ...question, [name]: time })}
    />
  )
  return (
    <>
      <Field label={text.from}>{pick('from')}</Field>
      <Field label={text.to}>{pick('to')}</Field>
    </>
  )
}

function CounterAndServices({ question, onChange }: Pick<FormProps, 'question' | 'onChange'>) {
  const text = useText(staffingWords)
  const say = useTerm()
  const centre = useCentre((now) => now)
  const counters = countersFor(centre, question).map((id) => {
    const counter = centre.counters.get(id)
    return { value: id, label: counter === undefined ? text.newCounter : say(counter.name) }
  })
  const services = [...centre.services.values()].map(({ id, name }) => ({ value: id, label: say(name) }))
  return (
    <>
      <Field label={text.counter}>
        <Select
          aria-label={text.counter}
          value={question.counterId}
          options={counters}
          onChange={(counterId: string) => onChange(choose(centre, question, { counterId }))}
          data-testid="what-if-counter"
        />
      </Field>
      {question.change !== 'close' && (
        <Field label={text.services}>
          <Select
            mode="multiple"
            aria-label={text.services}
            className="staffing-services"
            maxTagCount="responsive"
            value={[...question.serviceIds]}
            options={services}
            optionFilterProp="label"
            onChange={(serviceIds: string[]) => onChange({ ...question, serviceIds })}
          />
        </Field>
      )}
    </>
  )
}

/** What to try out: over which time, what is changed, for which counter and services. */
export function QuestionForm({ question, isBusy, onChange, onAsk }: FormProps) {
  const text = useText(staffingWords)
  const centre = useCentre((now) => now)
  const over = (['now', 'day'] as const).map((value) => ({ value, label: text[value] }))
  const what = changes.map((value) => ({ value, label: text[value] }))
  return (
    <section className="card staffing-form">
      <Field label={text.change}>
        <Segmented
          options={what}
          value={question.change}
          onChange={(change) => onChange(choose(centre, question, { change }))}
          data-testid="what-if-change"
        />
      </Field>
      <Field label={text.over}>
        <Segmented
          options={over}
          value={question.over}
          onChange={(time) => onChange(choose(centre, question, { over: time }))}
          data-testid="what-if-over"
        />
      </Field>
      {question.change === 'hours' ? (
        <Hours question={question} onChange={onChange} />
      ) : (
        <CounterAndServices question={question} onChange={onChange} />
      )}
      <Button
        type="primary"
        loading={isBusy}
        disabled={!isComplete(question)}
        onClick={onAsk}
        data-testid="what-if-run"
      >
        {isBusy ? text.running : text.run}
      </Button>
    </section>
  )
}
