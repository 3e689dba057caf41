import { Button, Switch } from 'antd'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import type { DeviceName } from '#protocol'
import { useTerm, useText } from '#ui'
import { deviceTerms } from '../setup_terms.ts'
import { setupWords } from '../setup_words.ts'
import type { DeviceDesk } from './device_desk.ts'
import { DeviceTest } from './device_test.tsx'
import { freshDevice } from './fresh_devices.ts'
import { summaryOf } from './summary.ts'

/** A device that may be there or not: closed it says where it hangs, open it asks for the rest. */
export function DeviceBox(props: {
  readonly name: DeviceName
  readonly desk: DeviceDesk
  readonly children: ReactNode
}) {
  const { name, desk, children } = props
  const id = useId()
  const text = useText(setupWords)
  const say = useTerm()
  const [isOpen, setOpen] = useState(false)
  const choice = desk.devices[name]
  const isThere = choice !== null
  return (
    <section className="setup-device" aria-labelledby={id}>
      <div className="setup-device-head">
        <Button
          type="text"
          className="setup-device-name"
          disabled={!isThere}
          aria-expanded={isThere && isOpen}
          icon={
            isThere && isOpen ? <ChevronDown size={18} aria-hidden /> : <ChevronRight size={18} aria-hidden />
          }
          onClick={() => setOpen(!isOpen)}
          data-testid={`${name}-open`}
        >
          <h3 id={id}>{say(deviceTerms[name])}</h3>
          <span>{choice === null ? text.notThere : summaryOf(choice) || text.notChosen}</span>
        </Button>
        <Switch
          checked={isThere}
          onChange={(wanted) => {
            desk.set(name, wanted ? freshDevice(name, desk) : null)
            setOpen(wanted)
          }}
          aria-labelledby={id}
          data-testid={`${name}-switch`}
        />
      </div>
      {isThere && isOpen && (
        <>
          {children}
          <DeviceTest key={JSON.stringify(choice)} name={name} desk={desk} />
        </>
      )}
    </section>
  )
}
