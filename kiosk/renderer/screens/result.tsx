import { Armchair, BellRing, CircleCheck, TicketCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { TicketReply } from '#protocol'
import {
  BigButton,
  clockText,
  Mark,
  NumberDisplay,
  ProgressRing,
  termText,
  useLocale,
  useText,
  useUi,
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

/** The first of the three lines: where the paper is, or what to do when there is none. */
function PaperLine({ ticket, handed }: { readonly ticket: TicketReply; readonly handed: Handed }) {
  const text = useText(words)
  switch (handed) {
    case 'printing':
      return <ProgressRing label={text.printing} value={null} />
    case 'confirmed':
      return <StepLine picture={<CircleCheck aria-hidden />} words={text.printed} />
    case 'weak':
      return <StepLine picture={<TicketCheck aria-hidden />} words={text.printedWeak} />
    case 'noted':
      return <StepLine picture={<CircleCheck aria-hidden />} words={text.noted(ticket.number)} />
    case 'unknown':
      return (
        <StepLine
          picture={<TriangleAlert aria-hidden />}
          words={text.printUnknown + text.printUnknownHelp(ticket.number)}
        />
      )
  }
}

function StepLine({ picture, words: line }: { readonly picture: ReactNode; readonly words: string }) {
  return (
    <>
      {picture}
      <span>{line}</span>
    </>
  )
}

function NextSteps({ ticket, handed }: { readonly ticket: TicketReply; readonly handed: Handed }) {
  const text = useText(words)
  const locale = useLocale()
  const offered = useService(ticket.serviceId)
  const counters = (offered?.counters ?? []).map((name) => termText(name, locale))
  const elder = useUi((ui) => ui.elder)
  // Large text has room for one name; the board shows the right one in time.
  const named = counters.length > 0 && (counters.length === 1 || !elder)
  const joined = new Intl.ListFormat(locale, { type: 'disjunction' }).format(counters)
  return (
    <ol className="kiosk-steps" aria-label={text.nextTitle}>
      <li data-handed={handed} role="status" data-testid="print-state">
        <PaperLine ticket={ticket} handed={handed} />
      </li>
      {!(elder && handed === 'unknown') && (
        <li>
          <StepLine picture={<Armchair aria-hidden />} words={text.nextSit} />
        </li>
      )}
      <li>
        <StepLine picture={<BellRing aria-hidden />} words={named ? text.nextGo(joined) : text.nextGoAny} />
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
  const note = (
    <span className="kiosk-marked">
      {offered !== null && termText(offered.service.name, locale)}
      {ticket.priority === 'elderly' && <Mark>{text.orderElderly}</Mark>}
      {ticket.bookedFor !== undefined && (
        <Mark>{text.bookedMark(clockText(Date.parse(ticket.bookedFor)))}</Mark>
      )}
    </span>
  )
  return (
    <KioskFrame screen="result" question={text.resultQuestion} note={note} hint={hints[handed]}>
      <div data-testid="ticket-number">
        <NumberDisplay number={ticket.number} />
      </div>
      <Facts
        look="pair"
        items={[
          { name: text.ahead, value: text.people(ticket.ahead) },
          {
            name: text.wait,
            value:
              ticket.offline?.isEstimated === false ? text.noEstimate : waitText(ticket.estimate, locale),
          },
        ]}
      />
      <NextSteps ticket={ticket} handed={handed} />
      <Home after={isPrinting ? null : homeAfter} />
    </KioskFrame>
  )
}
