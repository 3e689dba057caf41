import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { PortFound } from '#protocol'
import { useText } from '#ui'
import { Field } from '../field.tsx'
import { setupWords } from '../setup_words.ts'

/** The ports of this machine, and the way to look for them again. */
export interface PortList {
  readonly found: readonly PortFound[]
  readonly isBusy: boolean
  look(): void
}

const typed = ''

/** Where a device hangs: one of the ports found, or typed by hand. */
export function PlaceField(props: {
  readonly name: string
  readonly value: string
  readonly ports: PortList
  readonly onChange: (place: string) => void
}) {
  const text = useText(setupWords)
  const { name, value, ports, onChange } = props
  const isListed = ports.found.some(({ path }) => path === value)
  const [isTyped, setTyped] = useState(false)
  const byHand = isTyped || (value !== '' && !isListed) || (!ports.isBusy && ports.found.length === 0)
  return (
    <>
      <Field label={text.port}>
        {(id) => (
          <Select
            id={id}
            value={byHand ? typed : value === '' ? null : value}
            placeholder={text.choosePort}
            loading={ports.isBusy}
            onChange={(chosen) => {
              setTyped(chosen === typed)
              onChange(chosen)
            }}
            onOpenChange={(isOpen) => {
              if (isOpen) ports.look()
            }}
            data-testid={`${name}-port`}
            options={[
              ...ports.found.map(({ path, description }) => ({
                value: path,
                label: description === '' ? path : `${path} · ${description}`,
              })),
              { value: typed, label: text.otherPort },
            ]}
          />
        )}
      </Field>
      {byHand && (
        <Field label={text.typedPlace} help={text.typedPlaceHelp}>
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
      {byHand && ports.found.length === 0 && (
        <p className="setup-note">
          {text.noPorts}{' '}
          <Button type="link" size="small" onClick={ports.look}>
            {text.again}
          </Button>
        </p>
      )}
    </>
  )
}
