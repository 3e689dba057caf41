import { Steps } from 'antd'
import { useState } from 'react'
import type { Enrolment, SetupBridge, SetupStart } from '#protocol'
import { useTerm, useText } from '#ui'
import { Frame } from '../frame.tsx'
import { shellRoleTerms } from '../setup_terms.ts'
import { setupWords } from '../setup_words.ts'
import { CodeStep } from './code_step.tsx'
import { DevicesStep } from './devices_step.tsx'
import { EnrolledStep } from './enrolled_step.tsx'
import { HubStep } from './hub_step.tsx'

type Start = Extract<SetupStart, { kind: 'machine' }>

/** The set-up of a kiosk, query machine, counter or display: the hub, the code, the devices. */
export function MachineSetup({ bridge, start }: { readonly bridge: SetupBridge; readonly start: Start }) {
  const text = useText(setupWords)
  const say = useTerm()
  const [enrolment, setEnrolment] = useState<Enrolment | null>(start.enrolment)
  const [step, setStep] = useState<'hub' | 'code' | 'enrolled' | 'devices'>(
    start.enrolment === null ? 'hub' : 'enrolled',
  )
  const places = { hub: 0, code: 1, enrolled: 1, devices: 2 }
  return (
    <Frame
      title={say(shellRoleTerms[start.role])}
      hint={text.machineHint}
      onOtherRole={() => void bridge.otherRole()}
    >
      <Steps
        size="small"
        current={places[step]}
        items={[{ title: text.stepHub }, { title: text.stepCode }, { title: text.stepDevices }]}
      />
      {step === 'hub' && <HubStep bridge={bridge} first={start.address} onFound={() => setStep('code')} />}
      {step === 'code' && (
        <CodeStep
          bridge={bridge}
          onBack={() => setStep('hub')}
          onPaired={(paired) => {
            setEnrolment(paired)
            setStep('enrolled')
          }}
        />
      )}
      {step === 'enrolled' && enrolment !== null && (
        <EnrolledStep
          enrolment={enrolment}
          onAgain={() => setStep('hub')}
          onContinue={() => setStep('devices')}
        />
      )}
      {step === 'devices' && enrolment !== null && (
        <DevicesStep
          bridge={bridge}
          role={start.role}
          enrolment={enrolment}
          first={start.devices}
          onBack={() => setStep('enrolled')}
        />
      )}
    </Frame>
  )
}
