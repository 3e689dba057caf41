import { Armchair, BellRing, TicketCheck } from 'lucide-react'
import type { TicketReply } from '#protocol'
import {
  BigButton,
  Mark,
  Notice,
  NumberDisplay,
  ProgressRing,
  termText,
  useLocale,
  useText,
  waitText,
} from '#ui'
import type { Handed } from '../flow_types.ts'
import { useDispatch } from '../kiosk_flow.ts'
import { Facts } from '../parts/facts.tsx'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { useCountdown } from '../parts/use_countdown.ts'
import { useService } from '../parts/use_hall.ts'
import type { VoiceHint } from '../voice_hints.ts'
import { words } from '../words.ts'

/** Seconds until home once the number is in the visitor's hand. */
const homeAfter = 30
/** A printer that has said nothing for this long, s, is not waited for: a person must look. */
const printLimit = 40

const hints = {
  printing: 'kiosk-printing',
  confirmed: 'kiosk-take-a-seat',
  weak: 'kiosk-take-a-seat',
  unknown: 'kiosk-look-at-slot',
  noted: 'kiosk-take-a-seat',
} as const satisfies Record<Handed, VoiceHint>

function PaperLine({ ticket, handed }: { readonly ticket: TicketReply; readonly handed: Handed }) {
  const text = useText(words)
  switch (handed) {
    case 'printing':
      return <ProgressRing label={text.printing} value={null} />
    case 'confirmed':
      return <Notice tone="done" title={text.printed} />
    case 'weak':
      return <Notice tone="done" title={text.printedWeak} />
    case 'noted':
      return <Notice tone="done" title={text.noted(ticket.number)} />
    case 'unknown':
      return (
        <Notice tone="warning" title={text.printUnknown}>
          {text.printUnknownHelp(ticket.number)}
        </Notice>
      )
  }
}

function NextSteps({ ticket, handed }: { readonly ticket: TicketReply; readonly handed: Handed }) {
  const text = useText(words)
  const locale = useLocale()
  const offered = useService(ticket.serviceId)
  const counters = (offered?.counters ?? []).map((name) => termText(name, locale))
  const joined = counters.join(locale === 'en' ? ' or ' : '或')
  return (
    <ol className="kiosk-steps" aria-label={text.nextTitle}>
      <li>
        <TicketCheck aria-hidden />
        {handed === 'noted' ? text.nextRemember : text.nextTake}
      </li>
      <li>
        <Armchair aria-hidden />
        {handed === 'noted' ? text.nextHelp : text.nextSit}
      </li>
      <li>
        <BellRing aria-hidden />
        {counters.length === 0 ? text.nextGoAny : text.nextGo(joined)}
      </li>
    </ol>
  )
}

function Home({ after }: { readonly after: number | null }) {
  const text = useText(words)
  const dispatch = useDispatch()
  const end = () => dispatch({ type: 'end' })
  const left = useCountdown(after, end)
  return (
    <div className="kiosk-next">
      <Slot name="back-home">
        <BigButton kind="main" wide onPress={end} label={text.done}>
          {text.done}
          {after !== null && <span className="kiosk-seconds">{text.homeIn(left)}</span>}
        </BigButton>
      </Slot>
    </div>
  )
}

/** The number as large as it goes, how many are ahead, where to sit, what happens next; then home by itself. */
export function ResultScreen({ ticket, handed }: { readonly ticket: TicketReply; readonly handed: Handed }) {
  const text = useText(words)
  const locale = useLocale()
  const dispatch = useDispatch()
  const offered = useService(ticket.serviceId)
  const isPrinting = handed === 'printing'
  useCountdown(isPrinting ? printLimit : null, () =>
    dispatch({ type: 'print', progress: { ticketId: ticket.id, state: 'unknown', reason: 'no-answer' } }),
  )
  const { p50Minutes, p80Minutes } = ticket.estimate
  const service = offered === null ? '' : termText(offered.service.name, locale)
  return (
    <KioskFrame screen="result" question={text.resultQuestion} note={service} hint={hints[handed]}>
      <div data-testid="ticket-number">
        <NumberDisplay
          number={ticket.number}
          {...(ticket.priority === 'elderly' ? { marks: <Mark>{text.orderElderly}</Mark> } : {})}
        />
      </div>
      <Facts
        items={[
          { name: text.ahead, value: text.people(ticket.ahead) },
          { name: text.wait, value: waitText(p50Minutes, p80Minutes, locale) },
        ]}
      />
      <div className="kiosk-paper" data-handed={handed}>
        <PaperLine ticket={ticket} handed={handed} />
      </div>
      <NextSteps ticket={ticket} handed={handed} />
      <Home after={isPrinting ? null : homeAfter} />
    </KioskFrame>
  )
}
