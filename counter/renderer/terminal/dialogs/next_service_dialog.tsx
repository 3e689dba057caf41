import { Select } from 'antd'
import { useState } from 'react'
import type { Outcome } from '#domain'
import { useTerm, useText } from '#ui'
import { outcomes, outcomeTerms } from '../outcomes.ts'
import { useDesk } from '../use_desk.ts'
import { ChoiceRow } from './choice_row.tsx'
import { FormDialog } from './form_dialog.tsx'
import { formWords } from './words.ts'

/** Goes on with another service of the same visit: here and now, or back in the queue with the same number. */
export function NextServiceDialog() {
  const { view, desk, run } = useDesk()
  const text = useText(formWords)
  const say = useTerm()
  const [serviceId, setServiceId] = useState<string | null>(null)
  const [place, setPlace] = useState<'here' | 'queue'>('here')
  const [outcome, setOutcome] = useState<Outcome>('done')
  const { services, waiting } = desk.state
  const options = [...services.values()]
    .filter(({ id, enabled }) => enabled && id !== view.current?.leg.serviceId)
    .map(({ id, name }) => ({ value: id, label: `${say(name)} · ${text.waiting(waiting.get(id) ?? 0)}` }))
  const go = () => {
    if (serviceId !== null) void run({ type: 'next-service', serviceId, stays: place === 'here', outcome })
  }
  return (
    <FormDialog
      title={text.nextServiceTitle(view.current?.number ?? '')}
      yes={text.nextServiceYes}
      ready={serviceId !== null}
      onYes={go}
    >
      <p className="form-note">{text.nextServiceNote}</p>
      <Select
        autoFocus
        aria-label={text.toService}
        showSearch={{ optionFilterProp: 'label' }}
        size="large"
        placeholder={text.choose}
        options={options}
        value={serviceId}
        onChange={(chosen: string) => setServiceId(chosen)}
        data-testid="next-service"
      />
      <ChoiceRow
        legend={text.nextPlace}
        value={place}
        options={[
          ['here', text.nextHere],
          ['queue', text.nextQueue],
        ]}
        onChange={setPlace}
      />
      <ChoiceRow
        legend={text.thisOutcome}
        value={outcome}
        options={outcomes.map((each) => [each, say(outcomeTerms[each])] as const)}
        onChange={setOutcome}
      />
    </FormDialog>
  )
}
