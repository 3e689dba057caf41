import { Printer } from 'lucide-react'
import { useCentre, useView } from '#client'
import type { Bilingual } from '#domain'
import {
  BigButton,
  Notice,
  NumberDisplay,
  ProgressRing,
  QrCode,
  termText,
  useLocale,
  useTerm,
  useText,
} from '#ui'
import type { Screen } from '../flow_types.ts'
import { useDispatch } from '../kiosk_flow.ts'
import { canPrint } from '../kiosk_world.ts'
import { BackHome } from '../parts/back_home.tsx'
import { Facts } from '../parts/facts.tsx'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { ticketAddress } from '../parts/ticket_address.ts'
import { printerSentence, troubleWords } from '../trouble_words.ts'
import { words } from '../words.ts'

type Existing = Extract<Screen, { at: 'existing' }>

function ReprintLine({ screen }: { readonly screen: Existing }) {
  const text = useText(words)
  const trouble = useText(troubleWords)
  const say = useTerm()
  switch (screen.reprint) {
    case null:
      return null
    case 'printing':
      return <ProgressRing label={text.reprinting} value={null} />
    case 'confirmed':
      return <Notice tone="done" title={text.reprinted} />
    case 'unknown':
      return <Notice tone="warning" title={text.reprintUnknown} />
    case 'refused':
      return (
        <Notice tone="trouble" title={say(printerSentence(screen.reason))}>
          {trouble.keptLonger(screen.number)}
        </Notice>
      )
  }
}

/** Where the holder of a number is awaited at this moment, or null. */
const useAwaitedAt = (ticketId: string): Bilingual | null =>
  useCentre(({ live, counters }) => {
    const ticket = live.get(ticketId)
    if (ticket?.state !== 'CALLED') return null
    return counters.get(ticket.leg.counterId ?? '')?.name ?? null
  })

/** One open number of a person for a service: it is shown again, and printed again when wished (补打). */
export function ExistingScreen({ screen }: { readonly screen: Existing }) {
  const text = useText(words)
  const trouble = useText(troubleWords)
  const dispatch = useDispatch()
  const printable = useView(canPrint)
  const address = ticketAddress(screen.ticketId)
  const locale = useLocale()
  const awaitedAt = useAwaitedAt(screen.ticketId)
  return (
    <KioskFrame
      screen="existing"
      question={awaitedAt === null ? text.existingQuestion : text.existingCalled}
      note={awaitedAt === null ? text.existingHint : text.existingGo(termText(awaitedAt, locale))}
      hint="kiosk-existing"
    >
      <div data-testid="ticket-number">
        <NumberDisplay number={screen.number} />
      </div>
      {awaitedAt === null && <Facts items={[{ name: text.ahead, value: text.people(screen.ahead) }]} />}
      {address !== null && screen.reprint === null && awaitedAt === null && (
        <div className="kiosk-scan">
          <QrCode value={address} label={text.showScan} size={180} />
          <p>{text.showScan}</p>
        </div>
      )}
      {!printable && screen.reprint === null && (
        <Notice tone="info" title={trouble.keptLonger(screen.number)} />
      )}
      <ReprintLine screen={screen} />
      <div className="kiosk-next">
        {printable && screen.reprint === null && (
          <Slot name="reprint">
            <BigButton
              kind="main"
              wide
              icon={<Printer aria-hidden />}
              onPress={() => dispatch({ type: 'reprint' })}
            >
              {text.reprint}
            </BigButton>
          </Slot>
        )}
        <BackHome />
      </div>
    </KioskFrame>
  )
}
