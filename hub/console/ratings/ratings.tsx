import './ratings.css'
import { useState } from 'react'
import { useCentre, useServerNow } from '#client'
import { type RatingTask, ratingTaskKey, ratingTaskStanding } from '#domain'
import type { RatingTaskReply } from '#protocol'
import { useText } from '#ui'
import { EmptyState, Figure } from '#ui/staff'
import { AnswerDialog } from './answer_dialog.tsx'
import { ratingsWords } from './ratings_words.ts'
import { TaskCard } from './task_card.tsx'
import { useTasks } from './use_tasks.ts'

type Both = { readonly task: RatingTaskReply; readonly known: RatingTask }

function TaskList(props: {
  readonly tasks: readonly Both[]
  readonly onAnswer: (task: RatingTaskReply) => void
}) {
  return (
    <ul className="tasks">
      {props.tasks.map(({ task, known }) => (
        <TaskCard key={ratingTaskKey(task)} task={task} known={known} onAnswer={() => props.onAnswer(task)} />
      ))}
    </ul>
  )
}

/** 差评处理: bad ratings with the time each has left, and what was answered. */
export function Ratings() {
  const text = useText(ratingsWords)
  const now = useServerNow(10_000)
  const tasks = useTasks()
  const known = useCentre((centre) => centre.ratingTasks)
  const [answering, setAnswering] = useState<RatingTaskReply | null>(null)
  const both = (tasks ?? []).flatMap((task): Both[] => {
    const live = known.get(ratingTaskKey(task))
    return live === undefined ? [] : [{ task, known: live }]
  })
  const open = both
    .filter((each) => each.known.answer === null)
    .toSorted((a, b) => a.known.dueAt - b.known.dueAt)
  const answered = both
    .filter((each) => each.known.answer !== null)
    .toSorted((a, b) => (b.task.answer?.repliedAt ?? '').localeCompare(a.task.answer?.repliedAt ?? ''))
  const late = open.filter((each) => ratingTaskStanding(each.known, now) === 'late').length
  return (
    <div className="stack">
      <header className="section-head">
        <div className="task-title">
          <h2>{text.title}</h2>
          <p>{text.lead}</p>
        </div>
      </header>
      <div className="task-figures">
        <Figure label={text.open} value={open.length} tone={open.length > 0 ? 'attention' : 'plain'} />
        <Figure label={text.late} value={late} tone={late > 0 ? 'attention' : 'plain'} />
        <Figure label={text.answered} value={answered.length} />
      </div>
      {tasks !== null && open.length === 0 && (
        <EmptyState title={text.none} pictogram="handshake">
          {text.noneBody}
        </EmptyState>
      )}
      <TaskList tasks={open} onAnswer={setAnswering} />
      {answered.length > 0 && <h3>{text.answered}</h3>}
      <TaskList tasks={answered} onAnswer={setAnswering} />
      {answering !== null && <AnswerDialog task={answering} onClose={() => setAnswering(null)} />}
    </div>
  )
}
