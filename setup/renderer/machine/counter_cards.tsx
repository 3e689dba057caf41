import { Input, InputNumber, Radio, Select } from 'antd'
import type { PadChoice } from '#protocol'
import { useText } from '#ui'
import { Field } from '../field.tsx'
import { setupWords } from '../setup_words.ts'
import { DeviceBox } from './device_box.tsx'
import type { DeviceDesk } from './device_desk.ts'
import { LineFields, TemplateField } from './line_fields.tsx'
import { MemberRows } from './member_rows.tsx'

/** The line of the counters' signs. */
export function SignCard({ desk }: { readonly desk: DeviceDesk }) {
  const text = useText(setupWords)
  const line = desk.devices.signLine
  return (
    <DeviceBox name="signLine" desk={desk}>
      {line !== null && (
        <>
          <LineFields
            name="signLine"
            line={line}
            hardware={desk.hardware}
            onChange={(changed) => desk.set('signLine', { ...line, ...changed })}
          >
            <TemplateField
              value={line.template}
              hardware={desk.hardware}
              own={text.onbon}
              onChange={(template, rate) => desk.set('signLine', { ...line, ...rate, template })}
            />
          </LineFields>
          <MemberRows
            counters={desk.counters}
            members={line.signs}
            make={(next) => next}
            addLabel={text.addSign}
            onChange={(signs) => desk.set('signLine', { ...line, signs })}
          />
        </>
      )}
    </DeviceBox>
  )
}

function CodeInput(props: {
  readonly value: string
  readonly isPaired: boolean
  readonly help: string
  readonly onChange: (code: string) => void
}) {
  const text = useText(setupWords)
  return (
    <Field label={text.code} help={props.isPaired ? text.codeKept : props.help}>
      {(id) => (
        <Input
          id={id}
          value={props.value}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

const freshPad = (next: { readonly counterId: string; readonly address: number }): PadChoice => ({
  ...next,
  code: '',
  paired: false,
})

/** Call pads, on a line of their own or the signs'. */
export function PadsCard({ desk }: { readonly desk: DeviceDesk }) {
  const text = useText(setupWords)
  const line = desk.devices.callPads
  return (
    <DeviceBox name="callPads" desk={desk}>
      {line !== null && (
        <>
          <LineFields
            name="callPads"
            line={line}
            hardware={desk.hardware}
            onChange={(changed) => desk.set('callPads', { ...line, ...changed })}
          >
            <TemplateField
              value={line.template}
              hardware={desk.hardware}
              own={null}
              onChange={(template, rate) =>
                desk.set('callPads', { ...line, ...rate, template: template ?? '' })
              }
            />
          </LineFields>
          <MemberRows
            counters={desk.counters}
            members={line.pads}
            make={freshPad}
            addLabel={text.addPad}
            more={(pad, change) =>
              pad.counterId === desk.ownCounterId ? null : (
                <CodeInput
                  value={pad.code}
                  isPaired={pad.paired}
                  help={text.padCodeHelp}
                  onChange={(code) => change({ ...pad, code })}
                />
              )
            }
            onChange={(pads) => desk.set('callPads', { ...line, pads })}
          />
        </>
      )}
    </DeviceBox>
  )
}

/** An evaluator box: the hub knows it as a pad, so it is paired as one. */
export function EvaluatorCard({ desk }: { readonly desk: DeviceDesk }) {
  const text = useText(setupWords)
  const box = desk.devices.evaluator
  return (
    <DeviceBox name="evaluator" desk={desk}>
      {box !== null && (
        <LineFields
          name="evaluator"
          line={box}
          hardware={desk.hardware}
          onChange={(line) => desk.set('evaluator', { ...box, ...line })}
        >
          <TemplateField
            value={box.template}
            hardware={desk.hardware}
            own={null}
            onChange={(template, rate) =>
              desk.set('evaluator', { ...box, ...rate, template: template ?? '' })
            }
          />
          <Field label={text.memberAddress}>
            {(id) => (
              <InputNumber
                id={id}
                min={0}
                max={65_535}
                precision={0}
                value={box.address}
                onChange={(address) => desk.set('evaluator', { ...box, address: address ?? 1 })}
              />
            )}
          </Field>
          <CodeInput
            value={box.code}
            isPaired={box.paired}
            help={text.evaluatorCodeHelp}
            onChange={(code) => desk.set('evaluator', { ...box, code })}
          />
        </LineFields>
      )}
    </DeviceBox>
  )
}

/** Where calls are spoken, and of which parts of the hall. */
export function AnnouncerCard({ desk }: { readonly desk: DeviceDesk }) {
  const text = useText(setupWords)
  const speech = desk.devices.announcer
  const zones = [...new Set(desk.counters.map(({ zone }) => zone).filter((zone) => zone !== ''))]
  return (
    <DeviceBox name="announcer" desk={desk}>
      {speech !== null && (
        <>
          <Radio.Group
            value={speech.sink}
            onChange={({ target }) => desk.set('announcer', { ...speech, sink: target.value })}
            options={[
              { value: 'player', label: text.sinkPlayer },
              { value: 'page', label: text.sinkPage },
            ]}
          />
          <Field label={text.zones} help={text.zonesHelp}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                value={[...speech.zones]}
                placeholder={text.zonesAll}
                options={zones.map((zone) => ({ value: zone, label: zone }))}
                onChange={(chosen) => desk.set('announcer', { ...speech, zones: chosen })}
              />
            )}
          </Field>
        </>
      )}
    </DeviceBox>
  )
}
