import { useCentre } from '#client'
import { ServiceGuideSheet, useGuideTitle, useText } from '#ui'
import { PrintButton } from '#ui/staff'
import { guideWords } from './words.ts'

/** The guide of the chosen service on A4, to hand over. */
export function GuidePrint({ serviceId }: { readonly serviceId: string | null }) {
  const text = useText(guideWords)
  const service = useCentre((centre) => centre.services.get(serviceId ?? '')) ?? null
  const counters = useCentre((centre) =>
    [...centre.counters.values()]
      .filter((counter) => counter.enabled && counter.serviceIds.includes(serviceId ?? ''))
      .map((counter) => counter.name),
  )
  return (
    <div className="guide-print">
      <PrintButton
        label={text.printGuide}
        title={useGuideTitle(service)}
        sheet={service === null ? null : <ServiceGuideSheet service={service} counters={counters} />}
        testId="print-guide"
      />
    </div>
  )
}
