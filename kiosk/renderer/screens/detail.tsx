import { CircleCheck, Printer, Ticket } from 'lucide-react'
import type { KioskService } from '#domain'
import {
  BigButton,
  queueText,
  ServiceGuideSheet,
  termText,
  useGuideTitle,
  useLocale,
  usePagePrint,
  useText,
  useUi,
} from '#ui'
import { useDispatch } from '../kiosk_flow.ts'
import { Facts } from '../parts/facts.tsx'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { useService } from '../parts/use_hall.ts'
import { words } from '../words.ts'
import { RefusedScreen } from './refused.tsx'

const shownMaterials = 4

/** The whole guide to take home; what became of it stands beside the button. */
function TakeGuide({ offered }: { readonly offered: KioskService }) {
  const text = useText(words)
  const { service, counters } = offered
  const guide = usePagePrint(useGuideTitle(service))
  if (!guide.offered) return null
  return (
    <div className="kiosk-print">
      <Slot name="print-guide">
        <BigButton icon={<Printer aria-hidden />} disabled={guide.laidOut} onPress={guide.print}>
          {text.printGuide}
        </BigButton>
      </Slot>
      {guide.said !== null && (
        <p role={guide.refused ? 'alert' : 'status'} data-testid="print-said">
          {guide.said}
        </p>
      )}
      {guide.laidOut && <ServiceGuideSheet service={service} counters={counters} />}
    </div>
  )
}

function Materials({ offered }: { readonly offered: KioskService }) {
  const text = useText(words)
  const locale = useLocale()
  const { materials } = offered.service
  if (materials.length === 0) return <p className="kiosk-list-title">{text.bringNothing}</p>
  return (
    <>
      <h3 className="kiosk-list-title">{text.bring}</h3>
      <ul className="kiosk-list">
        {materials.slice(0, shownMaterials).map((material) => (
          <li key={material.zh}>
            <CircleCheck aria-hidden />
            {termText(material, locale)}
          </li>
        ))}
        {materials.length > shownMaterials && <li>{text.bringMore}</li>}
      </ul>
    </>
  )
}

function useServiceFacts(offered: KioskService, elder: boolean) {
  const text = useText(words)
  const locale = useLocale()
  const { service, waiting, estimate, counters } = offered
  const now = { name: text.now, value: queueText(waiting, estimate, locale) }
  const fee = { name: text.fee, value: termText(service.fee, locale) }
  if (elder) return [now, fee]
  const places = counters.map((name) => termText(name, locale)).join(locale === 'en' ? ', ' : '、')
  return [
    now,
    fee,
    { name: text.timeLimit, value: termText(service.timeLimit, locale) },
    ...(places === '' ? [] : [{ name: text.counters, value: places }]),
  ]
}

function Detail({ offered }: { readonly offered: KioskService }) {
  const text = useText(words)
  const locale = useLocale()
  const elder = useUi((ui) => ui.elder)
  const dispatch = useDispatch()
  const facts = useServiceFacts(offered, elder)
  const { service } = offered
  return (
    <KioskFrame
      screen="detail"
      question={termText(service.name, locale)}
      {...(elder ? {} : { note: termText(service.summary, locale) })}
      hint="kiosk-detail"
    >
      <section className="kiosk-card">
        <Materials offered={offered} />
        <TakeGuide offered={offered} />
      </section>
      <Facts items={facts} />
      <div className="kiosk-next">
        <Slot name="take">
          <BigButton
            kind="main"
            wide
            icon={<Ticket aria-hidden />}
            onPress={() => dispatch({ type: 'take' })}
          >
            {text.take}
          </BigButton>
        </Slot>
      </div>
    </KioskFrame>
  )
}

/** One service on one screen: what to bring, what it costs, how long it takes. */
export function DetailScreen() {
  const offered = useService()
  return offered === null ? (
    <RefusedScreen code="service-unknown" detail={{}} retry={false} />
  ) : (
    <Detail offered={offered} />
  )
}
