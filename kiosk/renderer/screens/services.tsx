import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { KioskService } from '#domain'
import {
  BigButton,
  pictogramOf,
  ServiceRow,
  type ServiceRowState,
  serviceGroupTerms,
  termText,
  useLocale,
  useTerm,
  useText,
  useUi,
} from '#ui'
import { useDispatch, useFlow } from '../kiosk_flow.ts'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { useHall } from '../parts/use_hall.ts'
import { openingText, troubleWords } from '../trouble_words.ts'
import { words } from '../words.ts'

/** So many rows fit below each other without scrolling. */
const rowsOf = (elder: boolean) => (elder ? 4 : 5)

function useRowState(): (offered: KioskService) => ServiceRowState {
  const trouble = useText(troubleWords)
  const locale = useLocale()
  return ({ status, waiting, estimate, opensAt }) => {
    switch (status) {
      case 'open':
        return { kind: 'open', waiting, estimate }
      case 'suspended':
        return { kind: 'paused', reason: trouble.suspended }
      case 'full':
        return { kind: 'full', reason: trouble.fullToday }
      case 'closed':
        return { kind: 'closed', reason: openingText(opensAt, locale) }
    }
  }
}

function Pager({ page, pages, turn }: { page: number; pages: number; turn: (page: number) => void }) {
  const text = useText(words)
  return (
    <div className="kiosk-pager">
      <BigButton disabled={page === 0} icon={<ChevronLeft aria-hidden />} onPress={() => turn(page - 1)}>
        {text.earlier}
      </BigButton>
      <span>{text.pageOf(page + 1, pages)}</span>
      <BigButton
        disabled={page === pages - 1}
        onPress={() => turn(page + 1)}
        icon={<ChevronRight aria-hidden />}
      >
        {text.more}
      </BigButton>
    </div>
  )
}

/** The services of a group with who waits; those that cannot be had stay in the list with the reason. */
export function ServicesScreen() {
  const text = useText(words)
  const say = useTerm()
  const locale = useLocale()
  const elder = useUi((ui) => ui.elder)
  const group = useFlow(({ visit }) => visit.group) ?? 'consultation'
  const hall = useHall()
  const dispatch = useDispatch()
  const rowState = useRowState()
  const [wanted, turn] = useState(0)
  const offered = hall.groups[group]
  const pages = Math.max(1, Math.ceil(offered.length / rowsOf(elder)))
  const page = Math.min(wanted, pages - 1)
  const shown = offered.slice(page * rowsOf(elder), (page + 1) * rowsOf(elder))
  return (
    <KioskFrame
      screen="services"
      question={say(serviceGroupTerms[group])}
      note={text.servicesQuestion}
      hint="kiosk-services"
    >
      <div className="kiosk-rows">
        {shown.map((each) => (
          <Slot key={each.service.id} name={`service-${each.service.id}`}>
            <ServiceRow
              pictogram={pictogramOf(each.service.pictogram)}
              name={termText(each.service.name, locale)}
              {...(elder ? {} : { summary: termText(each.service.summary, locale) })}
              state={rowState(each)}
              onPress={() => dispatch({ type: 'choose-service', serviceId: each.service.id })}
            />
          </Slot>
        ))}
      </div>
      {pages > 1 && <Pager page={page} pages={pages} turn={turn} />}
    </KioskFrame>
  )
}
