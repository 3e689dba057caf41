import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { DevicesRefusal, Enrolment, MachineDevices, SetupBridge, ShellRole } from '#protocol'
import { useTerm, useText } from '#ui'
import { devicesSentence } from '../refusal_sentences.ts'
import { setupWords } from '../setup_words.ts'
import { DeviceCards } from './device_cards.tsx'
import type { DeviceDesk } from './device_desk.ts'
import { ProbeBox } from './probe_box.tsx'
import { useHardware } from './use_hardware.ts'

/** Asks which devices hang on this machine, keeps them, and lets the machine go to work. */
export function DevicesStep(props: {
  readonly bridge: SetupBridge
  readonly role: ShellRole
  readonly enrolment: Enrolment
  readonly first: MachineDevices
  readonly onBack: () => void
}) {
  const text = useText(setupWords)
  const say = useTerm()
  const { bridge, role, enrolment } = props
  const { counters, counterId: ownCounterId } = enrolment
  const hardware = useHardware(bridge)
  const [devices, setDevices] = useState(props.first)
  const [fault, setFault] = useState<DevicesRefusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const change = (changed: MachineDevices) => {
    setDevices(changed)
    setFault(null)
  }
  const desk: DeviceDesk = {
    ...{ devices, hardware, counters, ownCounterId },
    set: (name, choice) => change({ ...devices, [name]: choice }),
    test: (device) => bridge.testDevice({ device, devices }),
  }
  const save = async () => {
    setBusy(true)
    const saved = await bridge.saveDevices(devices)
    // When all is well the shell closes this page.
    if (saved.ok) return
    setBusy(false)
    setFault(saved.error)
  }
  return (
    <div className="setup-form">
      <h2>{text.devicesTitle}</h2>
      <p className="setup-note">{text.devicesHelp}</p>
      <ProbeBox bridge={bridge} devices={devices} counters={counters} onAccept={change} />
      <DeviceCards role={role} desk={desk} />
      {fault !== null && <Alert type="warning" showIcon title={say(devicesSentence(fault))} />}
      <div className="setup-buttons">
        <Button size="large" onClick={props.onBack}>
          {text.back}
        </Button>
        <Button
          type="primary"
          size="large"
          loading={isBusy}
          onClick={() => void save()}
          data-testid="devices-save"
        >
          {isBusy ? text.saving : text.finish}
        </Button>
      </div>
    </div>
  )
}
