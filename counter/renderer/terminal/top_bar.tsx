import { Siren } from 'lucide-react'
import { clockText, counterActionTerms, useTerm, useText } from '#ui'
import { LanguageSwitch, SchemeSwitch, useLeftBehind } from '#ui/staff'
import { useDesk } from './use_desk.ts'
import { deskWords } from './words.ts'

function TodayFigure(props: { label: string; value: number | null; unit: string }) {
  const { label, value, unit } = props
  return (
    <div className="today-figure">
      <dt>{label}</dt>
      <dd>
        {value ?? '—'}
        {value !== null && unit !== '' && <small>{unit}</small>}
      </dd>
    </div>
  )
}

/** Today at this counter as numbers; of ratings only how many there are: single ones are not for the counter. */
function Today() {
  const { view } = useDesk()
  const text = useText(deskWords)
  const { served, meanWaitMinutes, meanServiceMinutes, rated, unrated } = view.today
  return (
    <dl className="today">
      <TodayFigure label={text.served} value={served} unit={text.people} />
      <TodayFigure label={text.meanWait} value={meanWaitMinutes} unit={text.minutes} />
      <TodayFigure label={text.meanService} value={meanServiceMinutes} unit={text.minutes} />
      <TodayFigure label={text.rated} value={rated} unit="" />
      <TodayFigure label={text.unrated} value={unrated} unit="" />
    </dl>
  )
}

/** Counter, person, today, clock, and the button for help. */
export function TopBar() {
  const { view, desk, open, leave } = useDesk()
  const left = useLeftBehind({ kind: 'close', counterId: view.config.id })
  const text = useText(deskWords)
  const say = useTerm()
  return (
    <header className="top">
      <h1 className="top-counter">{say(view.config.name)}</h1>
      <p className="top-person">
        <b>{view.staff === null ? '' : say(view.staff.name)}</b>
        <span>{view.staff === null ? '' : say(view.staff.post)}</span>
      </p>
      <Today />
      <time className="top-clock">{clockText(desk.now)}</time>
      <div className="top-tools">
        <LanguageSwitch />
        <SchemeSwitch />
        <button
          type="button"
          className="quiet-button"
          onClick={() => open('close')}
          data-testid="close-counter"
        >
          {text.closeCounter}
        </button>
        <button
          type="button"
          className="quiet-button"
          onClick={() => (left.length > 0 && view.current === null ? open('leave') : leave())}
          data-testid="logout"
        >
          {text.logout}
        </button>
        <button
          type="button"
          className="emergency-button"
          onClick={() => open('emergency')}
          data-testid="emergency"
        >
          <Siren aria-hidden />
          {say(counterActionTerms.emergency)}
        </button>
      </div>
    </header>
  )
}
