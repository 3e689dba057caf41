import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useText } from '#ui'
import { Field } from '../field.tsx'
import { setupWords } from '../setup_words.ts'
import type { HardwareList } from './device_desk.ts'

const typed = ''

/** Where a device hangs: one of the ports found, a printer's queue, or typed by hand. */
export function PlaceField(props: {
  readonly name: string
  readonly value: string
  readonly hardware: HardwareList
  readonly queues: boolean
  readonly onChange: (place: string) => void
}) {
  const text = useText(setupWords)
  const { name, value, hardware, queues, onChange } = props
  const { ports, isBusy, look } = hardware
  const found = [
    ...ports.map(({ path, description }) => ({
      value: path,
      label: description === '' ? path : `${path} · ${description}`,
    })),
    ...(queues
      ? hardware.queues.map((queue) => ({ value: `spool://${queue}`, label: text.queueOf(queue) }))
      : []),
  ]
  const isListed = found.some((each) => each.value === value)
  const [isTyped, setTyped] = useState(false)
  const byHand = isTyped || (value !== '' && !isListed) || (!isBusy && found.length === 0)
  return (
    <>
      <Field label={text.port}>
        {(id) => (
          <Select
            id={id}
            value={byHand ? typed : value === '' ? null : value}
            placeholder={text.choosePort}
            loading={isBusy}
            onChange={(chosen) => {
              setTyped(chosen === typed)
              onChange(chosen)
            }}
            onOpenChange={(isOpen) => {
              if (isOpen) look()
            }}
            data-testid={`${name}-port`}
            options={[...found, { value: typed, label: text.otherPort }]}
          />
        )}
      </Field>
      {byHand && (
        <Field label={text.typedPlace} help={queues ? text.typedPrinterHelp : text.typedPlaceHelp}>
          {(id) => (
            <Input
              id={id}
              value={value}
              maxLength={200}
              spellCheck={false}
              onChange={(event) => onChange(event.target.value)}
              data-testid={`${name}-place`}
            />
          )}
        </Field>
      )}
      {byHand && found.length === 0 && (
        <p className="setup-note">
          {text.noPorts}{' '}
          <Button type="link" size="small" onClick={look}>
            {text.again}
          </Button>
        </p>
      )}
    </>
  )
}
