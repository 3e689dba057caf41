import { Drawer, Timeline } from 'antd'
import { useEffect, useState } from 'react'
import { useCentre, usePage } from '#client'
import type { EventType, RecordedEvent } from '#domain'
import { clockText, type Term, useTerm, useText } from '#ui'
import { ticketEventTerms } from './event_terms.ts'
import { historyWords } from './history_words.ts'
import type { Found } from './use_search.ts'

const terms: { readonly [Type in EventType]?: Term } = ticketEventTerms

/** Where and by whom, as far as an event says it. */
function usePlace() {
  const say = useTerm()
  const counters = useCentre((centre) => centre.counters)
  const staff = useCentre((centre) => centre.staff)
  return ({ data }: RecordedEvent) => {
    const counter = 'counterId' in data ? counters.get(data.counterId ?? '') : undefined
    const person = 'staffId' in data ? staff.get(data.staffId ?? '') : undefined
    return [counter, person].flatMap((each) => (each === undefined ? [] : [say(each.name)])).join(' · ')
  }
}

/** Everything that happened to one ticket, oldest first; nothing of the person who held it. */
export function StoryDrawer(props: {
  readonly ticket: Found['tickets'][number] | null
  readonly onClose: () => void
}) {
  const { ticket, onClose } = props
  const page = usePage()
  const text = useText(historyWords)
  const say = useTerm()
  const placeOf = usePlace()
  const [events, setEvents] = useState<readonly RecordedEvent[] | null>(null)
  const id = ticket?.id ?? null
  useEffect(() => {
    let isShown = true
    setEvents(null)
    if (id !== null)
      void page.call('ticketStory', { params: { id } }).then((answer) => {
        // The log is our own hub's.
        if (isShown) setEvents(answer.ok ? (answer.value.events as RecordedEvent[]) : [])
      })
    return () => {
      isShown = false
    }
  }, [page, id])
  return (
    <Drawer
      open={ticket !== null}
      onClose={onClose}
      size={480}
      loading={events === null}
      title={ticket === null ? '' : text.story(ticket.number, ticket.day)}
    >
      <Timeline
        data-testid="history-story"
        items={(events ?? []).map((each) => {
          const words = terms[each.type]
          return {
            key: each.revision,
            content: (
              <div className="history-event">
                <time>{clockText(Date.parse(each.at))}</time>
                <b>{words === undefined ? each.type : say(words)}</b>
                <span>{placeOf(each)}</span>
              </div>
            ),
          }
        })}
      />
    </Drawer>
  )
}
