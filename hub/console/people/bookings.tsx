import { App, Button } from 'antd'
import { useCentre, useServerNow } from '#client'
import { type Booking, findTicket, localMoment } from '#domain'
import { bookingStateTerms, clockText, useTerm, useText } from '#ui'
import { BookingDesk, TitledTable } from '#ui/staff'
import { useSave } from '../use_save.ts'
import { Bars } from './bars.tsx'
import { peopleWords } from './people_words.ts'

function BookingRow({ booking, date }: { readonly booking: Booking; readonly date: string | null }) {
  const text = useText(peopleWords)
  const say = useTerm()
  const save = useSave()
  const { modal } = App.useApp()
  const service = useCentre((centre) => centre.services.get(booking.serviceId))
  const number = useCentre((centre) => findTicket(centre, booking.ticketId ?? '')?.number)
  const cancel = () =>
    modal.confirm({
      title: text.cancelTitle(booking.code),
      content: text.cancelNote,
      okText: text.cancel,
      cancelText: text.back,
      okButtonProps: { danger: true, 'data-testid': 'confirm' },
      onOk: () => save.run({ name: 'cancel-booking', bookingId: booking.id, body: {} }),
    })
  return (
    <tr data-testid={`booking-${booking.code}`}>
      <td>
        {date === null ? '' : `${date} `}
        {clockText(booking.slotAt)}
      </td>
      <td>{service === undefined ? booking.serviceId : say(service.name)}</td>
      <td>{booking.code}</td>
      <td>{say(bookingStateTerms[booking.state])}</td>
      <td>{number ?? '—'}</td>
      <td>
        {booking.state === 'BOOKED' && (
          <Button size="small" onClick={cancel} disabled={save.isBusy}>
            {text.cancel}
          </Button>
        )}
      </td>
    </tr>
  )
}

function Table(props: {
  readonly title: string
  readonly bookings: readonly Booking[]
  readonly dated: boolean
}) {
  const text = useText(peopleWords)
  const zoneMinutes = useCentre((centre) => centre.policy.zoneMinutes)
  const titles = [text.time, text.service, text.code, text.state, text.ticket, '']
  return (
    <section className="card">
      <h3>
        {props.title} · {props.bookings.length}
      </h3>
      {props.bookings.length === 0 ? (
        <p className="rules-note">{text.none}</p>
      ) : (
        <TitledTable titles={titles} className="catalogue-table">
          {props.bookings.map((booking) => {
            const date = props.dated ? localMoment(booking.slotAt, zoneMinutes).date : null
            return <BookingRow key={booking.id} booking={booking} date={date} />
          })}
        </TitledTable>
      )}
    </section>
  )
}

/** Bookings of today and later, and those who may not book or take numbers. */
export function Bookings() {
  const text = useText(peopleWords)
  const now = useServerNow(30_000)
  const today = useCentre((centre) => localMoment(now, centre.policy.zoneMinutes).date)
  const all = useCentre((centre) => [...centre.bookings.values()].sort((a, b) => a.slotAt - b.slotAt))
  const zoneMinutes = useCentre((centre) => centre.policy.zoneMinutes)
  const isToday = ({ slotAt }: Booking) => localMoment(slotAt, zoneMinutes).date === today
  const later = all.filter((each) => each.state === 'BOOKED' && !isToday(each))
  return (
    <div className="stack">
      <header className="section-head">
        <h2>{text.title}</h2>
      </header>
      <section className="card">
        <BookingDesk />
      </section>
      <Table title={text.coming} bookings={all.filter(isToday)} dated={false} />
      <Table title={text.later} bookings={later} dated />
      <Bars />
    </div>
  )
}
