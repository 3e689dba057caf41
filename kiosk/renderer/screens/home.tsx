import { CalendarCheck, CircleCheck, IdCard, ScanQrCode } from 'lucide-react'
import { useCentre, useView } from '#client'
import type { ServiceGroup } from '#domain'
import { BigButton, serviceGroupTerms, Tile, Tiles, termText, useLocale, useTerm, useText, useUi } from '#ui'
import { useDispatch, useFlow } from '../kiosk_flow.ts'
import { canRead, canScan, isBookable } from '../kiosk_world.ts'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { useHall } from '../parts/use_hall.ts'
import { words } from '../words.ts'

const groups = ['consultation', 'mediation', 'aid', 'guidance'] as const satisfies readonly ServiceGroup[]
/** A tile names this many services; the last group has eight. */
const named = 4

function CardLine() {
  const text = useText(words)
  const card = useFlow(({ visit }) => visit.card)
  const readable = useView(canRead)
  if (card !== null)
    return (
      <p className="kiosk-aside" data-known role="status" data-testid="card-known">
        <CircleCheck aria-hidden />
        {text.cardRead(card.maskedName, card.idTail)}
      </p>
    )
  if (!readable) return null
  return (
    <p className="kiosk-aside">
      <IdCard aria-hidden />
      {text.cardWelcome}
    </p>
  )
}

function CodeLine() {
  const text = useText(words)
  if (!useView(canScan)) return null
  return (
    <p className="kiosk-aside">
      <ScanQrCode aria-hidden />
      {text.codeWelcome}
    </p>
  )
}

/** The way in for those who booked and hold nothing that could be scanned; where nothing can be booked, none. */
function BookingDoor() {
  const text = useText(words)
  const dispatch = useDispatch()
  if (!useCentre(isBookable)) return null
  return (
    <Slot name="ask-booking">
      <BigButton wide icon={<CalendarCheck aria-hidden />} onPress={() => dispatch({ type: 'ask-booking' })}>
        {text.bookingAsk}
      </BigButton>
    </Slot>
  )
}

/** The state of the hall in a line and the four doors (S4). */
export function HomeScreen() {
  const text = useText(words)
  const say = useTerm()
  const locale = useLocale()
  const elder = useUi((ui) => ui.elder)
  const hall = useHall()
  const dispatch = useDispatch()
  const line = hall.openCounters === 0 ? text.hallPreparing : text.hall(hall.openCounters, hall.waiting)
  const namesOf = (group: ServiceGroup) => {
    const names = hall.groups[group].map(({ service }) => termText(service.name, locale))
    const more = names.length > named ? (locale === 'en' ? ' …' : '等') : ''
    return names.slice(0, named).join(locale === 'en' ? ', ' : '、') + more
  }
  return (
    <KioskFrame screen="home" question={text.homeQuestion} note={line} hint="kiosk-home">
      <Tiles>
        {groups.map((group) => (
          <Slot key={group} name={`group-${group}`}>
            <Tile
              pictogram={`group-${group}`}
              title={say(serviceGroupTerms[group])}
              {...(elder ? {} : { note: namesOf(group) })}
              disabled={hall.groups[group].length === 0}
              onPress={() => dispatch({ type: 'choose-group', group })}
            />
          </Slot>
        ))}
      </Tiles>
      <BookingDoor />
      <CardLine />
      <CodeLine />
    </KioskFrame>
  )
}
