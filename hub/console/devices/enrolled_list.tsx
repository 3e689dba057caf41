import { App, Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useCentre, usePage } from '#client'
import { clockText, useTerm, useText } from '#ui'
import { StatusDot } from '#ui/staff'
import { type Enrolled, readEnrolled } from './device_order.ts'
import { devicesWords } from './devices_words.ts'
import { roleTerms } from './machine_terms.ts'

const roles: Readonly<Record<string, (typeof roleTerms)['pad'] | undefined>> = roleTerms

/** Asked again this often while the list is looked at, ms. */
const askEvery = 15_000

/** Whether a machine is there: one that is cut off says nothing itself. */
function LinkState({ machine: { paired, link } }: { readonly machine: Enrolled }) {
  const text = useText(devicesWords)
  if (paired === false) return <StatusDot tone="off">{text.notPaired}</StatusDot>
  if (link === null || link === undefined) return <StatusDot tone="off">{text.unseen}</StatusDot>
  if (link.trouble === 'other-version') return <StatusDot tone="trouble">{text.otherVersion}</StatusDot>
  if (link.trouble === 'twice') return <StatusDot tone="trouble">{text.twice}</StatusDot>
  if (link.isConnected) return <StatusDot tone="good">{text.connected}</StatusDot>
  return <StatusDot tone="trouble">{text.awaySince(clockText(Date.parse(link.since)))}</StatusDot>
}

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
  useEffect(() => {
    void load()
    const asking = setInterval(() => void load(), askEvery)
    return () => clearInterval(asking)
  }, [load])
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
              <LinkState machine={machine} />
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
