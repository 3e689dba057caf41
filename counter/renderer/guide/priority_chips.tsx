import { Popconfirm } from 'antd'
import type { Ticket } from '#domain'
import { priorityTerms, useTerm, useText } from '#ui'
import type { Sender } from './use_guide.ts'
import { claims } from './visit_choices.tsx'
import { guideWords } from './words.ts'

/** The class of a number that waits: given once its certificate was seen here, or taken away again. */
export function PriorityChips({ ticket, sender }: { readonly ticket: Ticket; readonly sender: Sender }) {
  const text = useText(guideWords)
  const say = useTerm()
  const { id, number, state, priority } = ticket
  if (state !== 'WAITING' && state !== 'ISSUING') return null
  const grant = (to: (typeof claims)[number] | 'normal') =>
    void sender.send({
      name: 'grant-priority',
      ticketId: id,
      body: { priority: to, reason: to === 'normal' ? text.claimWithdrawn : text.claimSeen },
    })
  return (
    <fieldset className="field">
      <legend>{text.claims}</legend>
      <div className="chips">
        {([...claims, 'normal'] as const).map((each) => (
          <Popconfirm
            key={each}
            title={text.grantSure(number, say(priorityTerms[each]))}
            disabled={each === priority || sender.busy}
            onConfirm={() => grant(each)}
            okButtonProps={{ 'data-testid': 'confirm-grant' }}
          >
            <button
              type="button"
              className="chip"
              aria-pressed={each === priority}
              data-testid={`grant-${each}`}
            >
              {say(priorityTerms[each])}
            </button>
          </Popconfirm>
        ))}
      </div>
    </fieldset>
  )
}
