import { App, Button } from 'antd'
import { Siren } from 'lucide-react'
import { useCentre } from '#client'
import { clockText, useTerm, useText } from '#ui'
import { consoleWords } from '../console_words.ts'
import { useSave } from '../use_save.ts'

/** The red band over the console while an emergency is on, with the way to end it. */
export function EmergencyBand() {
  const text = useText(consoleWords)
  const say = useTerm()
  const save = useSave()
  const { modal } = App.useApp()
  const emergency = useCentre((centre) => centre.emergency)
  const counters = useCentre((centre) => centre.counters)
  if (emergency === null) return null
  const title = emergency.kind === 'plan' ? text.plan : text.help
  const places = [emergency.counterId, ...(emergency.others ?? [])].map((counterId) => {
    const counter = counters.get(counterId ?? '')
    return counter === undefined ? text.hall : say(counter.name)
  })
  const end = () =>
    modal.confirm({
      title: `${text.end}：${title}`,
      okText: text.end,
      cancelText: text.cancel,
      okButtonProps: { 'data-testid': 'confirm' },
      onOk: () => save.run({ name: 'end-emergency', body: {} }),
    })
  return (
    <div className="console-emergency" role="alert" data-testid="emergency-band">
      <Siren aria-hidden />
      <b>{title}</b>
      <span>{text.since(places.join(' / '), clockText(emergency.since))}</span>
      <Button onClick={end} loading={save.isBusy} data-testid="end-emergency">
        {text.end}
      </Button>
    </div>
  )
}
