import { Button } from 'antd'
import type { Enrolment } from '#protocol'
import { useTerm, useText } from '#ui'
import { deviceRoleTerm } from '../setup_terms.ts'
import { setupWords } from '../setup_words.ts'

/** Shows who the hub says this machine is, for the technician to see that it is the right one. */
export function EnrolledStep(props: {
  readonly enrolment: Enrolment
  readonly onAgain: () => void
  readonly onContinue: () => void
}) {
  const text = useText(setupWords)
  const say = useTerm()
  const { name, role, counterId, centre, counters } = props.enrolment
  const counter = counters.find(({ id }) => id === counterId)
  return (
    <div className="setup-form" data-testid="enrolled">
      <h2>{text.pairedTitle}</h2>
      <dl className="setup-facts">
        {centre !== null && (
          <>
            <dt>{text.centre}</dt>
            <dd>{say(centre)}</dd>
          </>
        )}
        <dt>{text.machineName}</dt>
        <dd>{name}</dd>
        <dt>{text.machineRole}</dt>
        <dd>{say(deviceRoleTerm(role))}</dd>
        <dt>{text.machineCounter}</dt>
        <dd>{counter !== undefined ? say(counter.name) : (counterId ?? text.noCounter)}</dd>
      </dl>
      <div className="setup-buttons">
        <Button size="large" onClick={props.onAgain}>
          {text.pairAgain}
        </Button>
        <Button type="primary" size="large" autoFocus onClick={props.onContinue} data-testid="enrolled-next">
          {text.keep}
        </Button>
      </div>
    </div>
  )
}
