import { App, Button } from 'antd'
import { useCentre } from '#client'
import { useText } from '#ui'
import { consoleWords } from '../console_words.ts'
import { useSave } from '../use_save.ts'
import { todayWords } from './today_words.ts'

/** The two steps that touch everybody: the emergency plan, and the end of the day. Both ask first. */
export function DayButtons() {
  const text = useText(todayWords)
  const frame = useText(consoleWords)
  const save = useSave()
  const { modal } = App.useApp()
  const isOpen = useCentre((centre) => centre.dayOpen)
  const isPlan = useCentre((centre) => centre.emergency?.kind === 'plan')
  const ask = (title: string, content: string, okText: string, onOk: () => unknown) =>
    modal.confirm({
      title,
      content,
      okText,
      cancelText: text.cancel,
      okButtonProps: { danger: true, 'data-testid': 'confirm' },
      onOk: async () => void (await onOk()),
    })
  return (
    <>
      <Button
        danger
        disabled={isPlan}
        data-testid="start-plan"
        onClick={() =>
          ask(frame.startPlan, frame.startPlanBody, frame.startPlan, () =>
            save.run({ name: 'raise-emergency', body: { kind: 'plan' } }),
          )
        }
      >
        {frame.startPlan}
      </Button>
      <Button
        disabled={!isOpen}
        data-testid="close-day"
        onClick={() =>
          ask(text.closeDay, text.closeDayBody, text.closeDayConfirm, () =>
            save.run({ name: 'close-day', body: {} }),
          )
        }
      >
        {isOpen ? text.closeDay : text.dayClosed}
      </Button>
    </>
  )
}
