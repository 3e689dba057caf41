import { Select } from 'antd'
import { useState } from 'react'
import type { Outcome } from '#domain'
import { useTerm, useText } from '#ui'
import { outcomes, outcomeTerms } from '../outcomes.ts'
import { useDesk } from '../use_desk.ts'
import { ChoiceRow } from './choice_row.tsx'
import { FormDialog } from './form_dialog.tsx'
import { UnattendedNote, useIsUnattended, useServiceOptions } from './service_options.tsx'
import { formWords } from './words.ts'

/** Goes on with another service of the same visit: here and now, or back in the queue with the same number. */
export function NextServiceDialog() {
  const { view, run } = useDesk()
  const text = useText(formWords)
  const say = useTerm()
  const [serviceId, setServiceId] = useState<string | null>(null)
  const [place, setPlace] = useState<'here' | 'queue'>('here')
  const [outcome, setOutcome] = useState<Outcome>('done')
  const options = useServiceOptions().filter(({ value }) => value !== view.current?.leg.serviceId)
  // Who goes on here waits for nobody.
  const isUnattended = useIsUnattended(place === 'queue' ? serviceId : null)
  const go = () => {
    if (serviceId !== null) void run({ type: 'next-service', serviceId, stays: place === 'here', outcome })
  }
  return (
    <FormDialog
      title={text.nextServiceTitle(view.current?.number ?? '')}
      yes={isUnattended ? text.nextServiceAnyway : text.nextServiceYes}
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
      {isUnattended && <UnattendedNote />}
      <ChoiceRow
        legend={text.thisOutcome}
        value={outcome}
        options={outcomes.map((each) => [each, say(outcomeTerms[each])] as const)}
        onChange={setOutcome}
      />
    </FormDialog>
  )
}
