import { Alert, Button } from 'antd'
import { CircleCheck, CircleMinus, OctagonAlert } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '#basics'
import type { DeviceName, DevicesRefusal, TestStepSeen } from '#protocol'
import { useTerm, useText } from '#ui'
import { devicesSentence } from '../refusal_sentences.ts'
import { setupWords } from '../setup_words.ts'
import type { DeviceDesk } from './device_desk.ts'

const icons = { pass: CircleCheck, fail: OctagonAlert, skipped: CircleMinus } as const

/** What somebody has to do or will notice: printers print a sample, scanners, pads and evaluators wait for a hand. */
const hints: Readonly<
  Partial<Record<DeviceName, 'testByHand' | 'testOnPaper' | 'testOutLoud' | 'testWithCard'>>
> = {
  idCard: 'testWithCard',
  codeScanner: 'testByHand',
  callPads: 'testByHand',
  evaluator: 'testByHand',
  ticketPrinter: 'testOnPaper',
  secondTicketPrinter: 'testOnPaper',
  announcer: 'testOutLoud',
}

function Steps({ steps }: { readonly steps: readonly TestStepSeen[] }) {
  const say = useTerm()
  const text = useText(setupWords)
  if (steps.length === 0) return <Alert type="warning" showIcon title={text.testSilent} />
  return (
    <ol className="setup-steps" data-testid="test-steps">
      {steps.map(({ name, outcome, note }) => {
        const Icon = icons[outcome]
        return (
          <li key={name.zh} data-outcome={outcome}>
            <Icon size={18} aria-hidden />
            <span>
              <b>
                {say(name)} · {text[outcome]}
              </b>
              {say(note)}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** Tests a device as it stands on the page, and shows what came of each step. */
export function DeviceTest({ name, desk }: { readonly name: DeviceName; readonly desk: DeviceDesk }) {
  const text = useText(setupWords)
  const say = useTerm()
  const [isBusy, setBusy] = useState(false)
  const [seen, setSeen] = useState<Result<readonly TestStepSeen[], DevicesRefusal> | null>(null)
  const run = async () => {
    setBusy(true)
    setSeen(null)
    setSeen(await desk.test(name))
    setBusy(false)
  }
  const hint = hints[name]
  return (
    <div className="setup-test">
      <Button loading={isBusy} onClick={() => void run()} data-testid={`${name}-test`}>
        {isBusy ? text.testing : text.test}
      </Button>
      <span className="setup-help">{hint === undefined ? '' : text[hint]}</span>
      {seen?.ok === false && <Alert type="warning" showIcon title={say(devicesSentence(seen.error))} />}
      {seen?.ok === true && <Steps steps={seen.value} />}
    </div>
  )
}
