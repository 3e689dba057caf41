import { newCommandId, usePage } from '#client'
import type { KioskService } from '#domain'
import { BigButton, isShortWait, termText, useLocale, useText, useUi, waitText } from '#ui'
import type { Visit } from '../flow_types.ts'
import { useDispatch, useFlow } from '../kiosk_flow.ts'
import { Facts } from '../parts/facts.tsx'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { useService } from '../parts/use_hall.ts'
import { words } from '../words.ts'

const tailLength = 4

function useWho({ way, card, typed }: Visit): string {
  const text = useText(words)
  if (way === 'card' && card !== null) return text.whoCard(card.maskedName, card.idTail)
  if (way === 'typed') return text.whoTyped(typed.slice(-tailLength))
  return text.whoAnonymous
}

function useQueue(offered: KioskService | null) {
  const text = useText(words)
  const locale = useLocale()
  if (offered === null || isShortWait(offered.waiting, offered.estimate))
    return [{ name: text.now, value: text.nobodyAhead }]
  const { waiting, sharing, estimate } = offered
  return [
    {
      name: text.ahead,
      value: sharing === 0 ? text.people(waiting) : text.peopleAndOthers(waiting, sharing),
    },
    { name: text.wait, value: waitText(estimate, locale) },
  ]
}

/** Everything once more, the ID number by its last four only, and the press that takes the number. */
export function ConfirmScreen() {
  const text = useText(words)
  const locale = useLocale()
  const elder = useUi((ui) => ui.elder)
  const { clock } = usePage()
  const visit = useFlow((flow) => flow.visit)
  const offered = useService()
  const dispatch = useDispatch()
  const who = useWho(visit)
  const queue = useQueue(offered)
  return (
    <KioskFrame screen="confirm" question={text.confirmQuestion} note={text.confirmHint} hint="kiosk-confirm">
      <Facts
        look="check"
        items={[
          { name: text.service, value: offered === null ? '' : termText(offered.service.name, locale) },
          { name: text.who, value: who },
          { name: text.order, value: visit.elderly ? text.orderElderly : text.orderNormal },
          ...queue,
        ]}
      />
      {!elder && !visit.elderly && <p className="kiosk-small">{text.otherPriority}</p>}
      <div className="kiosk-next">
        <Slot name="confirm">
          <BigButton
            kind="main"
            wide
            onPress={() => dispatch({ type: 'confirm', commandId: newCommandId(clock) })}
          >
            {text.confirm}
          </BigButton>
        </Slot>
      </div>
    </KioskFrame>
  )
}
