import { Segmented } from 'antd'
import { useState } from 'react'
import type { SetupBridge, SetupStart } from '#protocol'
import { useText } from '#ui'
import { Frame } from '../frame.tsx'
import { setupWords } from '../setup_words.ts'
import { ExistingFolder } from './existing_folder.tsx'
import { NewCentreForm } from './new_centre_form.tsx'

type Start = Extract<SetupStart, { kind: 'hub' }>

/** The set-up of a hub: a new centre, or the data of one that was elsewhere before. */
export function CentreSetup({ bridge, start }: { readonly bridge: SetupBridge; readonly start: Start }) {
  const text = useText(setupWords)
  const [way, setWay] = useState<'new' | 'existing'>('new')
  return (
    <Frame title={text.hubSetupTitle} hint={text.hubSetupHint} onOtherRole={() => void bridge.otherRole()}>
      <Segmented
        block
        size="large"
        value={way}
        onChange={setWay}
        options={[
          { value: 'new', label: text.newCentre },
          { value: 'existing', label: text.existing },
        ]}
      />
      {way === 'new' ? <NewCentreForm bridge={bridge} start={start} /> : <ExistingFolder bridge={bridge} />}
    </Frame>
  )
}
