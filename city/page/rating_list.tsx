import './rating_list.css'
import type { CityRating } from '#protocol'
import { clockText, ratingDimensionTerms, ratingLevelTerms, type Term, useTerm, useText } from '#ui'
import { cityWords } from './city_words.ts'

const levels: Readonly<Record<number, Term | undefined>> = ratingLevelTerms
const dimensions = ['attitude', 'efficiency', 'competence'] as const

function RatingRow({ rating }: { readonly rating: CityRating }) {
  const text = useText(cityWords)
  const say = useTerm()
  const level = levels[rating.overall ?? 0]
  return (
    <li className="rating" data-low={rating.overall !== null && rating.overall <= 2}>
      <b>{rating.number ?? '—'}</b>
      <span>{text.counter(rating.counterId)}</span>
      <span className="rating-level">{level === undefined ? text.unrated : say(level)}</span>
      <time>{clockText(Date.parse(rating.at))}</time>
      {rating.overall !== null && (
        <span className="rating-marks">
          {dimensions.map((each) => `${say(ratingDimensionTerms[each])} ${rating[each] ?? '—'}`).join(' · ')}
        </span>
      )}
    </li>
  )
}

/** A site's ratings, newest first; those nobody gave are shown as what they are. */
export function RatingList({ ratings }: { readonly ratings: readonly CityRating[] }) {
  const text = useText(cityWords)
  return (
    <section className="city-card">
      <h2>{text.ratings}</h2>
      {ratings.length === 0 ? (
        <p className="city-none">{text.noRatings}</p>
      ) : (
        <ul className="city-scroll">
          {ratings.map((rating) => (
            <RatingRow key={`${rating.ticketId} ${rating.at}`} rating={rating} />
          ))}
        </ul>
      )}
    </section>
  )
}
