import type { Bilingual, Service } from '#domain'
import { dictionary, useText } from '../i18n/dictionary.ts'
import { termText } from '../i18n/term.ts'
import { useLocale } from '../i18n/ui_store.ts'
import { PrintSheet } from './print_sheet.tsx'

const words = dictionary({
  'zh-CN': {
    title: (name: string) => `办事指南：${name}`,
    audience: '服务对象',
    fee: '收费',
    timeLimit: '办理时限',
    counters: '办理窗口',
    basis: '办理依据',
    materials: '请带好这些材料',
    noMaterials: '不需要带材料。',
    procedure: '办理步骤',
    between: '、',
  },
  en: {
    title: (name) => `Service guide: ${name}`,
    audience: 'For whom',
    fee: 'Fee',
    timeLimit: 'Time it takes',
    counters: 'Where',
    basis: 'Legal basis',
    materials: 'Please bring',
    noMaterials: 'Nothing to bring.',
    procedure: 'How it goes',
    between: ', ',
  },
})

/** A service, and the names of the counters where it is done. */
export interface ServiceGuideSheetProps {
  readonly service: Service
  readonly counters: readonly Bilingual[]
}

/** The title of a service's guide, in the language now chosen. */
export function useGuideTitle(service: Service | null): string {
  const text = useText(words)
  const locale = useLocale()
  return service === null ? '' : text.title(termText(service.name, locale))
}

/** The guide of a service to take home (办事指南): all materials with boxes to tick, the steps, fee, time and basis. */
export function ServiceGuideSheet({ service, counters }: ServiceGuideSheetProps) {
  const text = useText(words)
  const locale = useLocale()
  const title = useGuideTitle(service)
  const say = (term: Bilingual) => termText(term, locale)
  const facts = [
    [text.audience, say(service.audience)],
    [text.fee, say(service.fee)],
    [text.timeLimit, say(service.timeLimit)],
    [text.counters, counters.map(say).join(text.between)],
    [text.basis, say(service.basis)],
  ].filter(([, value]) => value !== '')
  return (
    <PrintSheet title={title} note={say(service.summary)}>
      <h2>{service.materials.length === 0 ? text.noMaterials : text.materials}</h2>
      <ul className="print-checks">
        {service.materials.map((material) => (
          <li key={material.zh}>{say(material)}</li>
        ))}
      </ul>
      {service.procedure.length > 0 && <h2>{text.procedure}</h2>}
      <ol className="print-steps">
        {service.procedure.map((step) => (
          <li key={step.zh}>{say(step)}</li>
        ))}
      </ol>
      <dl className="print-facts">
        {facts.flatMap(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}.`}>{value}</dd>])}
      </dl>
    </PrintSheet>
  )
}
