import { Alert } from 'antd'
import { attendanceOf } from '#domain'
import { useTerm, useText } from '#ui'
import { useDesk } from '../use_desk.ts'
import { formWords } from './words.ts'

/** Services a number can be sent to, with how it is there now; one that no counter has cannot be chosen. */
export function useServiceOptions(): { value: string; label: string; disabled: boolean }[] {
  const { desk } = useDesk()
  const text = useText(formWords)
  const say = useTerm()
  const { services, waiting } = desk.state
  return [...services.values()]
    .filter(({ enabled }) => enabled)
    .map(({ id, name }) => {
      const attendance = attendanceOf(desk.state, id)
      const there = {
        now: text.waiting(waiting.get(id) ?? 0),
        later: text.noneNow,
        never: text.noneEver,
      }
      return {
        value: id,
        label: `${say(name)} · ${there[attendance]}`,
        disabled: attendance === 'never',
      }
    })
}

/** Whether a service is open to be sent to but nobody is at work for it now. */
export function useIsUnattended(serviceId: string | null): boolean {
  const { desk } = useDesk()
  return serviceId !== null && attendanceOf(desk.state, serviceId) === 'later'
}

/** Says before the press that whoever is sent there waits until a counter opens. */
export function UnattendedNote() {
  const text = useText(formWords)
  return (
    <Alert
      type="warning"
      showIcon
      title={text.unattended}
      description={text.unattendedNote}
      data-testid="unattended"
    />
  )
}
