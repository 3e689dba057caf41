import { App, Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useCentre, usePage } from '#client'
import { useTerm, useText } from '#ui'
import { StatusDot } from '#ui/staff'
import { type Enrolled, readEnrolled } from './device_order.ts'
import { devicesWords } from './devices_words.ts'
import { roleTerms } from './machine_terms.ts'

const roles: Readonly<Record<string, (typeof roleTerms)['pad'] | undefined>> = roleTerms

/** Every machine that may speak to the hub, and the way to end that. */
export function EnrolledList() {
  const page = usePage()
  const text = useText(devicesWords)
  const say = useTerm()
  const { modal } = App.useApp()
  const counters = useCentre((centre) => centre.counters)
  const [machines, setMachines] = useState<readonly Enrolled[]>([])
  const load = useCallback(
    () =>
      page.call('listDevices').then((answer) => {
        if (answer.ok) setMachines(readEnrolled(answer.value.devices))
      }),
    [page],
  )
  useEffect(() => void load(), [load])
  const revoke = ({ id, name }: Enrolled) =>
    modal.confirm({
      title: text.revoke,
      content: text.revokeBody(name),
      okText: text.revoke,
      cancelText: text.cancel,
      okButtonProps: { danger: true, 'data-testid': 'confirm' },
      onOk: () => page.call('revokeDevice', { params: { id } }).then(load),
    })
  return (
    <section className="card">
      <h3>{text.enrolled}</h3>
      <ul className="machines">
        {machines.map((machine) => {
          const role = roles[machine.role]
          const counter = counters.get(machine.counterId ?? '')
          return (
            <li key={machine.id} data-testid={`machine-${machine.id}`}>
              <b>{machine.name}</b>
              <span>{role === undefined ? machine.role : say(role)}</span>
              <span>{counter === undefined ? '—' : say(counter.name)}</span>
              <StatusDot tone={machine.paired === false ? 'off' : 'good'}>
                {machine.paired === false ? text.notPaired : text.paired}
              </StatusDot>
              <Button size="small" type="text" danger onClick={() => revoke(machine)}>
                {text.revoke}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
