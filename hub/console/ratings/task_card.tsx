import { Button } from 'antd'
import { useCentre, useServerNow } from '#client'
import { type RatingTask, ratingTaskKey, ratingTaskStanding } from '#domain'
import type { RatingTaskReply } from '#protocol'
import {
  type RatingLevel,
  ratingDimensionTerms,
  ratingLevelTerms,
  ratingReasonTerms,
  type Term,
  useLocale,
  useTerm,
  useText,
} from '#ui'
import { StatusDot, type StatusTone } from '#ui/staff'
import { momentText } from '../backup/moment.ts'
import { useNames } from '../use_names.ts'
import { useSave } from '../use_save.ts'
import { ratingsWords } from './ratings_words.ts'
import { timeLeft } from './time_left.ts'

type Standing = ReturnType<typeof ratingTaskStanding>

const tones: Readonly<Record<Standing, StatusTone>> = {
  new: 'busy',
  unattended: 'trouble',
  begun: 'busy',
  late: 'trouble',
  answered: 'good',
}
const dimensions = ['attitude', 'efficiency', 'competence'] as const
const reasonTerms: Readonly<Record<string, Term | undefined>> = ratingReasonTerms

/** Names of staff by id; the id itself for somebody who is no more. */
function useStaffName() {
  const say = useTerm()
  const staff = useCentre((centre) => centre.staff)
  return (id: string | null) => {
    const found = staff.get(id ?? '')
    return found === undefined ? (id ?? '—') : say(found.name)
  }
}

function NoVisit({ ticketId }: { readonly ticketId: string }) {
  const text = useText(ratingsWords)
  return (
    <div className="task-visit">
      <h4>{text.unknown}</h4>
      <p>{text.unknownBody(ticketId)}</p>
    </div>
  )
}

function Visit({ visit }: { readonly visit: NonNullable<RatingTaskReply['visit']> }) {
  const text = useText(ratingsWords)
  const say = useTerm()
  const locale = useLocale()
  const names = useNames()
  const nameOf = useStaffName()
  const { marks, reasons, ratedAt } = visit
  const said = reasons.map((each) => {
    const words = reasonTerms[each]
    return words === undefined ? each : say(words)
  })
  return (
    <div className="task-visit">
      <h4>
        <b>{visit.number}</b> {names.service(visit.serviceId)}
        <small className="task-when">
          {ratedAt === null ? visit.day : text.ratedAt(momentText(ratedAt, locale))}
        </small>
      </h4>
      <p>
        {names.counter(visit.counterId)} · {text.served} {nameOf(visit.staffId)}
      </p>
      {marks === null ? (
        <p>{text.notRated}</p>
      ) : (
        <p>
          <strong>{say(ratingLevelTerms[marks.overall as RatingLevel])}</strong>
          {dimensions.map((each) => ` · ${say(ratingDimensionTerms[each])} ${marks[each]}`).join('')}
        </p>
      )}
      <p className="task-reasons">
        {text.reasons}：{said.length === 0 ? text.noReasons : said.join('、')}
      </p>
    </div>
  )
}

function Answer({ answer }: { readonly answer: NonNullable<RatingTaskReply['answer']> }) {
  const text = useText(ratingsWords)
  const locale = useLocale()
  const nameOf = useStaffName()
  const { outcome, words, version, repliedAt, repliedBy } = answer
  return (
    <blockquote className="task-answer">
      <p>
        <b>{text[outcome]}</b> {words}
      </p>
      <small>
        {text.answeredBy(nameOf(repliedBy), momentText(repliedAt, locale))}
        {version > 1 && ` · ${text.version(version)}`}
      </small>
    </blockquote>
  )
}

function Standing({ task, standing }: { readonly task: RatingTaskReply; readonly standing: Standing }) {
  const text = useText(ratingsWords)
  const locale = useLocale()
  const nameOf = useStaffName()
  const now = useServerNow(10_000)
  const words = { ...text, late: text.lateState }[standing]
  if (standing === 'answered') return <StatusDot tone={tones.answered}>{words}</StatusDot>
  const { isLate, unit, count } = timeLeft(Date.parse(task.dueAt), now)
  const { begunAt, begunBy } = task
  return (
    <>
      <StatusDot tone={tones[standing]}>{words}</StatusDot>
      <b className="task-left" data-late={isLate}>
        {isLate ? text.over(count, unit) : text.left(count, unit)}
      </b>
      <small>{text.due(momentText(task.dueAt, locale))}</small>
      <small>
        {begunAt === null
          ? text.respondIn(momentText(task.respondBy, locale))
          : text.begunBy(nameOf(begunBy), momentText(begunAt, locale))}
      </small>
    </>
  )
}

/** What can be done about it: take it up, answer it, correct the answer. */
function Buttons({ task, onAnswer }: { readonly task: RatingTaskReply; readonly onAnswer: () => void }) {
  const text = useText(ratingsWords)
  const save = useSave()
  const { ticketId, leg, answer, begunAt } = task
  const begin = () => void save.run({ name: 'begin-rating-task', ticketId, body: { leg } })
  return (
    <span className="task-buttons">
      {answer === null && begunAt === null && (
        <Button onClick={begin} loading={save.isBusy} data-testid={`begin-${ratingTaskKey(task)}`}>
          {text.begin}
        </Button>
      )}
      <Button
        type={answer === null ? 'primary' : 'default'}
        onClick={onAnswer}
        data-testid={`answer-${ratingTaskKey(task)}`}
      >
        {answer === null ? text.answer : text.correct}
      </Button>
    </span>
  )
}

/** One bad rating: the visit, how it stands, what was answered, and what can be done about it. */
export function TaskCard(props: {
  readonly task: RatingTaskReply
  readonly known: RatingTask
  readonly onAnswer: () => void
}) {
  const { task, known, onAnswer } = props
  const text = useText(ratingsWords)
  const now = useServerNow(10_000)
  const standing = ratingTaskStanding(known, now)
  const { visit, ticketId, fromCity, cityWords, answer } = task
  return (
    <li className="card task" data-standing={standing} data-testid={`task-${visit?.number ?? ticketId}`}>
      <div className="task-what">
        <span className="task-source" data-city={fromCity}>
          {fromCity ? text.fromCity : text.own}
        </span>
        {visit === null ? <NoVisit ticketId={ticketId} /> : <Visit visit={visit} />}
        {cityWords !== null && cityWords !== '' && (
          <p className="task-city">
            {text.cityWords}：{cityWords}
          </p>
        )}
        {answer !== null && <Answer answer={answer} />}
      </div>
      <div className="task-standing">
        <Standing task={task} standing={standing} />
        <Buttons task={task} onAnswer={onAnswer} />
      </div>
    </li>
  )
}
