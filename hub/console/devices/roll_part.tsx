import { App, Button } from 'antd'
import { useCentre } from '#client'
import { clockText, dateText, useLocale, useText } from '#ui'
import { useSave } from '../use_save.ts'
import { devicesWords } from './devices_words.ts'

/** What is left of a printer's roll, and the word that a new one was put in. It asks first: a slip would hide an empty roll. */
export function RollPart({ deviceId, rest }: { readonly deviceId: string; readonly rest: number }) {
  const text = useText(devicesWords)
  const locale = useLocale()
  const save = useSave()
  const { modal } = App.useApp()
  const changedAt = useCentre((centre) => centre.devices.get(deviceId)?.rollChangedAt)
  const ask = () =>
    modal.confirm({
      title: text.rollChanged,
      content: text.rollChangedBody,
      okText: text.rollChangedYes,
      cancelText: text.cancel,
      okButtonProps: { 'data-testid': 'roll-changed-yes' },
      onOk: async () => void (await save.run({ name: 'change-roll', deviceId, body: {} })),
    })
  return (
    <section className="device-roll">
      <p>
        {text.ticketsLeft(rest)}
        {changedAt !== undefined && (
          <small>{text.rollChangedAt(`${dateText(changedAt, locale)} ${clockText(changedAt)}`)}</small>
        )}
      </p>
      <Button onClick={ask} loading={save.isBusy} data-testid="roll-changed">
        {text.rollChanged}
      </Button>
    </section>
  )
}
