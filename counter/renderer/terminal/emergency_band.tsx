import { Siren } from 'lucide-react'
import { useState } from 'react'
import { newCommandId, refusalOf, useCentre, usePage } from '#client'
import type { Refusal } from '#domain'
import { clockText, dictionary, sayRefusal, useLocale, useTerm, useText } from '#ui'

const words = dictionary({
  'zh-CN': {
    help: '紧急求助',
    plan: '应急预案已启动',
    somewhere: '大厅',
    place: (place: string, name: string) => `${place} ${name}`,
    and: '、',
    since: (time: string) => `${time} 起`,
    helpDo: '请就近的同事前去支援。',
    planDo: '取号已停止，请引导群众有序离开。',
    end: '结束应急',
    sure: '再按一次：结束应急',
  },
  en: {
    help: 'A colleague needs help',
    plan: 'Emergency plan in force',
    somewhere: 'Hall',
    place: (place: string, name: string) => `${place} (${name})`,
    and: ', ',
    since: (time: string) => `since ${time}`,
    helpDo: 'Whoever is nearest, please go there.',
    planDo: 'No numbers are given. Guide visitors out calmly.',
    end: 'End it',
    sure: 'Press again: end the emergency',
  },
})

/** Ends an emergency: for the information desk and managers, in two presses. */
function EndButton() {
  const page = usePage()
  const text = useText(words)
  const locale = useLocale()
  const [sure, setSure] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const end = async () => {
    if (!sure) return setSure(true)
    // Over HTTP: a terminal's socket speaks as the machine, ending is for a person with that right.
    const answer = await page.call('endEmergency', { body: { commandId: newCommandId(page.clock) } })
    setSure(false)
    setRefusal(answer.ok ? null : refusalOf(answer.error))
  }
  return (
    <>
      {refusal !== null && <span>{sayRefusal(refusal, locale).title}</span>}
      <button
        type="button"
        className="band-button"
        onClick={end}
        onBlur={() => setSure(false)}
        data-testid="end-emergency"
      >
        {sure ? text.sure : text.end}
      </button>
    </>
  )
}

/** The red band over every page while an emergency is on: what, where, who, since when. */
export function EmergencyBand() {
  const page = usePage()
  const text = useText(words)
  const say = useTerm()
  const emergency = useCentre((centre) => centre.emergency)
  const { counters, counterLive, staff } = useCentre((centre) => centre)
  const me = useCentre((centre) => centre.staff.get(page.session()?.staffId ?? ''))
  if (emergency === null) return null
  const mayEnd = me?.roles.some((role) => role === 'guide' || role === 'manager') ?? false
  const isPlan = emergency.kind === 'plan'
  const places = [emergency.counterId, ...(emergency.others ?? [])].map((counterId) => {
    const counter = counters.get(counterId ?? '')
    if (counter === undefined) return text.somewhere
    const there = staff.get(counterLive.get(counter.id)?.staffId ?? '')
    return there === undefined ? say(counter.name) : text.place(say(counter.name), say(there.name))
  })
  return (
    <div className="emergency-band" role="alert" data-testid="emergency-band">
      <Siren aria-hidden />
      <b>{isPlan ? text.plan : text.help}</b>
      <span>
        {places.join(text.and)} · {text.since(clockText(emergency.since))}
      </span>
      <span>{isPlan ? text.planDo : text.helpDo}</span>
      {mayEnd && <EndButton />}
    </div>
  )
}
