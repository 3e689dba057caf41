import { Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { RatingOutcome } from '#domain'
import type { RatingTaskReply } from '#protocol'
import { useText } from '#ui'
import { useSave } from '../use_save.ts'
import { ratingsWords } from './ratings_words.ts'

const outcomes = ['corrected', 'explained', 'disputed'] as const satisfies readonly RatingOutcome[]
const longest = 500

function OutcomeChoice(props: {
  readonly outcome: RatingOutcome | null
  readonly onChange: (outcome: RatingOutcome) => void
}) {
  const text = useText(ratingsWords)
  return (
    <Radio.Group
      aria-label={text.outcome}
      value={props.outcome}
      onChange={(event) => props.onChange(event.target.value as RatingOutcome)}
    >
      {outcomes.map((each) => (
        <Radio key={each} value={each} data-testid={`outcome-${each}`}>
          <b>{text[each]}</b>
          <small className="task-outcome-help">{text[`${each}Help`]}</small>
        </Radio>
      ))}
    </Radio.Group>
  )
}

/** Asks what became of a bad rating; what was answered before stands in it, to be corrected. */
export function AnswerDialog({
  task,
  onClose,
}: {
  readonly task: RatingTaskReply
  readonly onClose: () => void
}) {
  const text = useText(ratingsWords)
  const save = useSave()
  const [outcome, setOutcome] = useState<RatingOutcome | null>(task.answer?.outcome ?? null)
  const [words, setWords] = useState(task.answer?.words ?? '')
  const send = async () => {
    if (outcome === null) return
    const { ticketId, leg } = task
    const body = { leg, outcome, words: words.trim() }
    if (await save.run({ name: 'answer-rating-task', ticketId, body })) onClose()
  }
  return (
    <Modal
      open
      width={620}
      title={text.answerTitle(task.visit?.number ?? task.ticketId)}
      okText={text.send}
      cancelText={text.cancel}
      confirmLoading={save.isBusy}
      okButtonProps={{
        disabled: outcome === null || words.trim().length < 2,
        'data-testid': 'task-send',
      }}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <div className="task-form">
        <OutcomeChoice outcome={outcome} onChange={setOutcome} />
        <label htmlFor="task-words">{text.words}</label>
        <Input.TextArea
          id="task-words"
          rows={5}
          maxLength={longest}
          showCount
          value={words}
          aria-describedby="task-words-help"
          onChange={(event) => setWords(event.target.value)}
          data-testid="task-words"
        />
        <small id="task-words-help">{text.wordsHelp}</small>
      </div>
    </Modal>
  )
}
