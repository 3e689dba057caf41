import { useView } from '#client'
import type { TicketReply } from '#protocol'
import { aheadText, BigButton, NumberDisplay, QrCode, useLocale, useTerm, useText, waitText } from '#ui'
import { useDispatch } from '../kiosk_flow.ts'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { ticketAddress } from '../parts/ticket_address.ts'
import { useCountdown } from '../parts/use_countdown.ts'
import { printerSentence, troubleWords } from '../trouble_words.ts'
import { words } from '../words.ts'

/** A number that nobody says was noted is given up after this long, s (queue rules: ISSUING → VOID). */
const voidAfter = 60

/** The number is on this screen only: it counts once the visitor says so. */
export function ShowScreen({
  ticket,
  reason,
}: {
  readonly ticket: TicketReply
  readonly reason: string | null
}) {
  const text = useText(words)
  const trouble = useText(troubleWords)
  const say = useTerm()
  const dispatch = useDispatch()
  const end = () => dispatch({ type: 'end' })
  const left = useCountdown(voidAfter, end)
  // Known to be out of order before it was asked: then the machine's own report says why.
  const fault = useView(({ printer }) => printer?.reason ?? null)
  const address = ticketAddress(ticket.id)
  const locale = useLocale()
  return (
    <KioskFrame
      screen="show"
      question={text.showQuestion}
      note={`${say(printerSentence(reason ?? fault))}${trouble.kept(ticket.number)}`}
      hint="kiosk-note-number"
    >
      <div data-testid="ticket-number">
        <NumberDisplay number={ticket.number} />
      </div>
      {address !== null && (
        <div className="kiosk-scan">
          <QrCode value={address} label={text.showScan} size={220} />
          <div>
            <p>
              {aheadText(ticket.ahead, locale)} · {waitText(ticket.estimate, locale)}
            </p>
            <p>{text.showScan}</p>
          </div>
        </div>
      )}
      <div className="kiosk-next">
        <Slot name="got-it">
          <BigButton kind="main" wide onPress={() => dispatch({ type: 'noted' })}>
            {text.gotIt}
          </BigButton>
        </Slot>
        <p className="kiosk-or">{text.showVoid(left)}</p>
        <Slot name="give-up">
          <BigButton kind="quiet" wide onPress={end}>
            {text.giveUp}
          </BigButton>
        </Slot>
      </div>
    </KioskFrame>
  )
}
