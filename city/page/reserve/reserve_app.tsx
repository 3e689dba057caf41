import './reserve.css'
import { useCallback, useEffect, useState } from 'react'
import type { ReserveBooking, ReserveOffer } from '#protocol'
import { Pictogram, usePageAttributes, useTerm, useText, useUi } from '#ui'
import { BookingCard } from './booking_card.tsx'
import { FindBooking } from './find_booking.tsx'
import { PersonForm } from './person_form.tsx'
import { type Refused, reserveCalls } from './reserve_calls.ts'
import { refusalWords, reserveWords } from './reserve_words.ts'
import { SlotChoice } from './slot_choice.tsx'

type Site = ReserveOffer['sites'][number]

/** What has been chosen so far; a slot leads to the form. */
export interface Choice {
  readonly site: Site
  readonly service: Site['services'][number]
  readonly slotAt: string | null
}

function Head() {
  const text = useText(reserveWords)
  const locale = useUi((ui) => ui.locale)
  const setLocale = useUi((ui) => ui.setLocale)
  return (
    <header className="reserve-head">
      <Pictogram name="logo" size="40px" />
      <div>
        <h1>{text.title}</h1>
        <p>{text.lead}</p>
      </div>
      <button
        type="button"
        data-testid="language"
        onClick={() => setLocale(locale === 'en' ? 'zh-CN' : 'en')}
      >
        {text.other}
      </button>
    </header>
  )
}

function ServiceChoice({
  sites,
  onChoose,
}: {
  readonly sites: readonly Site[]
  readonly onChoose: (choice: Choice) => void
}) {
  const text = useText(reserveWords)
  const say = useTerm()
  if (sites.length === 0)
    return (
      <section className="reserve-card reserve-none">
        <h2>{text.none}</h2>
        <p>{text.noneBody}</p>
      </section>
    )
  return (
    <>
      <h2>{text.chooseService}</h2>
      {sites.map((site) => (
        <section key={site.siteId} className="reserve-card">
          <h3>{say(site.name)}</h3>
          <p className="reserve-note">{say(site.address)}</p>
          {site.services.map((service) => (
            <button
              key={service.serviceId}
              type="button"
              className="reserve-row"
              data-testid={`service-${service.serviceId}`}
              onClick={() => onChoose({ site, service, slotAt: null })}
            >
              <b>{say(service.name)}</b>
              <span>{say(service.summary)}</span>
            </button>
          ))}
        </section>
      ))}
    </>
  )
}

/** Booking: what, when, who, and the code to bring; one question at a time. */
function Booking() {
  const text = useText(reserveWords)
  const why = useText(refusalWords)
  const [sites, setSites] = useState<readonly Site[] | null>(null)
  const [choice, setChoice] = useState<Choice | null>(null)
  const [made, setMade] = useState<{ booking: ReserveBooking; idNumber: string } | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const ask = useCallback(() => {
    void reserveCalls.offer().then((offer) => {
      if (offer.ok) setSites(offer.value.sites)
      setRefused(offer.ok ? null : offer.error)
    })
  }, [])
  useEffect(ask, [ask])
  const startAgain = () => {
    setMade(null)
    setChoice(null)
  }
  const back = () => setChoice(choice === null || choice.slotAt === null ? null : { ...choice, slotAt: null })
  if (made !== null)
    return (
      <>
        <BookingCard booking={made.booking} idNumber={made.idNumber} isNew />
        <button type="button" className="reserve-plain" onClick={startAgain}>
          {text.again}
        </button>
      </>
    )
  if (refused !== null)
    return (
      <>
        <p role="alert" className="reserve-alert">
          {why[refused]}
        </p>
        <button type="button" className="reserve-plain" onClick={ask}>
          {text.tryAgain}
        </button>
      </>
    )
  if (sites === null) return null
  if (choice === null) return <ServiceChoice sites={sites} onChoose={setChoice} />
  return (
    <>
      <button type="button" className="reserve-back" onClick={back}>
        ‹ {text.back}
      </button>
      {choice.slotAt === null ? (
        <SlotChoice choice={choice} onChoose={(slotAt) => setChoice({ ...choice, slotAt })} />
      ) : (
        <PersonForm
          choice={choice}
          slotAt={choice.slotAt}
          onOtherTime={back}
          onMade={(booking, idNumber) => setMade({ booking, idNumber })}
        />
      )}
    </>
  )
}

/** The visitors' page of the city: book a time, or look after a booking. */
export function ReserveApp() {
  usePageAttributes('staff')
  const text = useText(reserveWords)
  const [isMine, setMine] = useState(false)
  return (
    <div className="reserve">
      <Head />
      <nav className="reserve-tabs">
        <button type="button" aria-pressed={!isMine} onClick={() => setMine(false)}>
          {text.book}
        </button>
        <button type="button" aria-pressed={isMine} data-testid="mine" onClick={() => setMine(true)}>
          {text.mine}
        </button>
      </nav>
      {/* Both stay: a code just shown, or a form half filled, is still there after a look at the other. */}
      <main className="reserve-main" hidden={isMine}>
        <Booking />
      </main>
      <main className="reserve-main" hidden={!isMine}>
        <FindBooking />
      </main>
    </div>
  )
}
