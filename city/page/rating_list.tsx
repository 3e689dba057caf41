import './rating_list.css'
import type { Clock } from '#basics'
import type { CityRating } from '#protocol'
import {
  clockText,
  dateText,
  ratingDimensionTerms,
  ratingLevelTerms,
  type Term,
  useLocale,
  useTerm,
  useText,
} from '#ui'
import { cityWords } from './city_words.ts'
import type { PublishAbout } from './publish_to_sites.ts'
import { useSend } from './use_send.ts'

const levels: Readonly<Record<number, Term | undefined>> = ratingLevelTerms
const dimensions = ['attitude', 'efficiency', 'competence'] as const

const dayMs = 86_400_000

/** `publish` is null while nobody has given the bureau's token. */
interface RatingRowProps {
  readonly rating: CityRating
  readonly publish: PublishAbout | null
  readonly clock: Clock
}

/** What became of a bad rating at the site: its answer, the time it has for one, or the button to ask for one. */
function FollowUp({ rating, publish, clock }: RatingRowProps) {
  const text = useText(cityWords)
  const locale = useLocale()
  const { task, answer } = rating
  if (answer !== null)
    return (
      <span className="rating-follow">
        <span className="city-state" data-tone="done">
          {text[answer.outcome]}
        </span>
        {answer.words}
        {answer.version > 1 && <small>{text.version(answer.version)}</small>}
      </span>
    )
  if (task !== null) {
    const due = Date.parse(task.dueAt)
    const isLate = clock.now() > due
    return (
      <span className="rating-follow">
        <span className="city-state" data-tone={isLate ? 'lost' : 'now'}>
          {isLate ? text.taskLate : text.taskOpen}
        </span>
        {text.dueBy(dateText(due, locale), clockText(due))}
      </span>
    )
  }
  return publish === null ? null : <AskTask rating={rating} publish={publish} clock={clock} />
}

/** Asks the site to follow a bad rating up within a day. */
function AskTask({ rating, publish, clock }: RatingRowProps & { readonly publish: PublishAbout }) {
  const text = useText(cityWords)
  const { hasFailed, send } = useSend(publish)
  const { ticketId, leg } = rating
  const ask = () => {
    const dueAt = new Date(clock.now() + dayMs).toISOString()
    send({ msgType: 'EVAL_TASK', data: { ticketId, leg, dueAt, words: text.taskWords } })
  }
  return (
    <span className="rating-follow">
      <button type="button" className="rating-ask" onClick={ask}>
        {text.askTask}
      </button>
      {hasFailed && <span role="status">{text.notSent}</span>}
    </span>
  )
}

function RatingRow({ rating, ...around }: RatingRowProps) {
  const text = useText(cityWords)
  const say = useTerm()
  const level = levels[rating.overall ?? 0]
  const isLow = rating.overall !== null && rating.overall <= 2
  return (
    <li className="rating" data-low={isLow}>
      <b>{rating.number ?? '—'}</b>
      <span>{text.counter(rating.counterId)}</span>
      <span className="rating-level">{level === undefined ? text.unrated : say(level)}</span>
      <time>{clockText(Date.parse(rating.at))}</time>
      {rating.overall !== null && (
        <span className="rating-marks">
          {dimensions.map((each) => `${say(ratingDimensionTerms[each])} ${rating[each] ?? '—'}`).join(' · ')}
        </span>
      )}
      {isLow && <FollowUp rating={rating} {...around} />}
    </li>
  )
}

/** A site's ratings, newest first; those nobody gave are shown as what they are. */
export function RatingList({
  ratings,
  ...around
}: Omit<RatingRowProps, 'rating'> & { readonly ratings: readonly CityRating[] }) {
  const text = useText(cityWords)
  return (
    <section className="city-card">
      <h2>{text.ratings}</h2>
      {ratings.length === 0 ? (
        <p className="city-none">{text.noRatings}</p>
      ) : (
        <ul className="city-scroll">
          {ratings.map((rating) => (
            <RatingRow key={`${rating.ticketId} ${rating.at}`} rating={rating} {...around} />
          ))}
        </ul>
      )}
    </section>
  )
}
