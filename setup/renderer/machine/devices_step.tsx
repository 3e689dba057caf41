import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { DevicesRefusal, MachineDevices, SetupBridge, SetupCounter, ShellRole } from '#protocol'
import { useTerm, useText } from '#ui'
import { devicesSentence } from '../refusal_sentences.ts'
import { setupWords } from '../setup_words.ts'
import { DisplayDevices } from './display_devices.tsx'
import { KioskDevices } from './kiosk_devices.tsx'
import { usePorts } from './use_ports.ts'

const hasDevices = (role: ShellRole) => role === 'kiosk' || role === 'display'

/** Asks which devices hang on this machine, keeps them, and lets the machine go to work. */
export function DevicesStep(props: {
  readonly bridge: SetupBridge
  readonly role: ShellRole
  readonly counters: readonly SetupCounter[]
  readonly first: MachineDevices
  readonly onBack: () => void
}) {
  const text = useText(setupWords)
  const say = useTerm()
  const { bridge, role, counters } = props
  const ports = usePorts(bridge)
  const [devices, setDevices] = useState(props.first)
  const [fault, setFault] = useState<DevicesRefusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const change = (changed: MachineDevices) => {
    setDevices(changed)
    setFault(null)
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
      <p className="setup-note">{hasDevices(role) ? text.devicesHelp : text.noDevices}</p>
      {role === 'kiosk' && <KioskDevices devices={devices} ports={ports} onChange={change} />}
      {role === 'display' && (
        <DisplayDevices devices={devices} ports={ports} counters={counters} onChange={change} />
      )}
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
