import { CirclePause, DoorClosed, Phone } from 'lucide-react'
import { useCentre } from '#client'
import { officialName, type PadView } from '#domain'
import { hallTerms, Pictogram, Portrait, pauseReasonTerms, useTerm, useText } from '#ui'
import { LanguageButton } from './language_button.tsx'
import { portraitAddress } from './portraits.ts'
import { padWords } from './words.ts'

function Services({ ids }: { readonly ids: readonly string[] }) {
  const say = useTerm()
  const text = useText(padWords)
  const services = useCentre((centre) => ids.map((id) => centre.services.get(id)))
  return (
    <section className="pad-services">
      <h2>{text.doesHere}</h2>
      <ul>
        {services.flatMap((service) =>
          service === undefined ? [] : [<li key={service.id}>{say(service.name)}</li>],
        )}
      </ul>
    </section>
  )
}

/** The band at the foot: the number being served or called, or why there is none. */
function Now({ view }: { readonly view: PadView }) {
  const text = useText(padWords)
  const say = useTerm()
  const called = useCentre((centre) => {
    const id = centre.counterLive.get(view.config.id)?.currentTicketId ?? ''
    return centre.live.get(id)?.state === 'CALLED'
  })
  if (view.staff === null)
    return (
      <p className="pad-now" data-tone="rest">
        <DoorClosed aria-hidden />
        <b>{text.closed}</b>
        <span>{text.closedDo}</span>
      </p>
    )
  if (view.paused !== null)
    return (
      <p className="pad-now" data-tone="rest">
        <CirclePause aria-hidden />
        <b>{`${text.paused} · ${say(pauseReasonTerms[view.paused.reason])}`}</b>
        <span>{text.pausedDo}</span>
      </p>
    )
  if (view.serving === null)
    return (
      <p className="pad-now" data-tone="free">
        <span>{text.free}</span>
      </p>
    )
  return (
    <p className="pad-now" data-tone="serving">
      <span>{called ? text.calling : text.serving}</span>
      <b className="pad-number">{view.serving}</b>
    </p>
  )
}

/** Photograph, name, post, what the counter does, whom to tell when something is wrong, and the number now served (S24). */
export function IdleScreen({ view }: { readonly view: PadView }) {
  const say = useTerm()
  const { staff, config } = view
  const site = useCentre((centre) => centre.site)
  return (
    <main className="pad-idle" data-testid="pad-idle">
      <header className="pad-head">
        <div>
          <h1>{say(config.name)}</h1>
          {site !== null && <p>{say(officialName(site))}</p>}
        </div>
        <LanguageButton />
      </header>
      <div className="pad-person">
        {staff === null ? (
          <div className="pad-crest">
            <Pictogram name="logo" size="calc(180 * var(--u))" />
          </div>
        ) : (
          <Portrait src={portraitAddress(staff.portrait)} name={staff.name.zh} width={300} />
        )}
        <div className="pad-person-words">
          {staff !== null && (
            <>
              <p className="pad-name">{say(staff.name)}</p>
              <p className="pad-post">{say(staff.post)}</p>
            </>
          )}
          <Services ids={config.serviceIds} />
          <p className="pad-phone">
            <Phone aria-hidden />
            {say(hallTerms.supervisionPhone)} <b>{view.supervisionPhone}</b>
          </p>
        </div>
      </div>
      <Now view={view} />
    </main>
  )
}
