import { Input, Radio, Select } from 'antd'
import type { MachineDevices } from '#protocol'
import { useText } from '#ui'
import { Field } from '../field.tsx'
import { setupWords } from '../setup_words.ts'
import { DeviceBox } from './device_box.tsx'
import type { DeviceDesk } from './device_desk.ts'
import { LineFields } from './line_fields.tsx'

type Reader = NonNullable<MachineDevices['idCard']>
/** The USB ids readers of the common make have (GA/T 467 readers on HID). */
const usualIds = '0400:c35a'

const freshReaders: { readonly [Way in Reader['way']]: Extract<Reader, { way: Way }> } = {
  line: { way: 'line', place: '', baudRate: 115_200 },
  hid: { way: 'hid', ids: usualIds, reports: 'plain' },
  helper: { way: 'helper', command: '', args: [] },
}

type HidReader = Extract<Reader, { way: 'hid' }>

function HidFields(props: {
  readonly desk: DeviceDesk
  readonly reader: HidReader
  readonly onChange: (reader: HidReader) => void
}) {
  const text = useText(setupWords)
  const { desk, reader, onChange } = props
  const found = desk.hardware.hid.map(({ ids, description }) => ({
    value: ids,
    label: `${ids} ${description}`,
  }))
  const isListed = found.some(({ value }) => value === reader.ids)
  return (
    <div className="setup-row">
      <Field label={text.hidIds} help={text.hidHelp}>
        {(id) => (
          <Select
            id={id}
            value={reader.ids}
            options={[...found, ...(isListed ? [] : [{ value: reader.ids, label: reader.ids }])]}
            onChange={(ids) => onChange({ ...reader, ids })}
          />
        )}
      </Field>
      <Field label={text.hidReports} help={text.hidReportsHelp}>
        {(id) => (
          <Select
            id={id}
            value={reader.reports}
            options={[
              { value: 'plain', label: text.hidPlain },
              { value: 'control', label: text.hidControl },
            ]}
            onChange={(reports) => onChange({ ...reader, reports })}
          />
        )}
      </Field>
    </div>
  )
}

type HelpedReader = Extract<Reader, { way: 'helper' }>

function HelperFields(props: {
  readonly reader: HelpedReader
  readonly onChange: (reader: HelpedReader) => void
}) {
  const text = useText(setupWords)
  const { reader, onChange } = props
  return (
    <div className="setup-row">
      <Field label={text.helperCommand} help={text.helperHelp}>
        {(id) => (
          <Input
            id={id}
            value={reader.command}
            maxLength={300}
            spellCheck={false}
            onChange={(event) => onChange({ ...reader, command: event.target.value })}
          />
        )}
      </Field>
      <Field label={text.helperArgs} help={text.helperArgsHelp}>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 1, maxRows: 5 }}
            value={reader.args.join('\n')}
            onChange={(event) =>
              onChange({
                ...reader,
                args: event.target.value === '' ? [] : event.target.value.split('\n').slice(0, 20),
              })
            }
          />
        )}
      </Field>
    </div>
  )
}

/** The card reader: on a line, on USB HID, or behind its maker's library. */
export function ReaderCard({ desk }: { readonly desk: DeviceDesk }) {
  const text = useText(setupWords)
  const reader = desk.devices.idCard
  const set = (changed: Reader) => desk.set('idCard', changed)
  return (
    <DeviceBox name="idCard" desk={desk}>
      {reader !== null && (
        <>
          <Radio.Group
            value={reader.way}
            onChange={({ target }) => set(freshReaders[target.value as Reader['way']])}
            options={[
              { value: 'line', label: text.onLine },
              { value: 'hid', label: text.onHid },
              { value: 'helper', label: text.byHelper },
            ]}
          />
          {reader.way === 'line' && (
            <LineFields
              name="idCard"
              line={reader}
              hardware={desk.hardware}
              onChange={(line) => set({ way: 'line', ...line })}
            />
          )}
          {reader.way === 'hid' && <HidFields desk={desk} reader={reader} onChange={set} />}
          {reader.way === 'helper' && <HelperFields reader={reader} onChange={set} />}
        </>
      )}
    </DeviceBox>
  )
}

/** The code scanner: on a line, or typing as a keyboard. */
export function ScannerCard({ desk }: { readonly desk: DeviceDesk }) {
  const text = useText(setupWords)
  const scanner = desk.devices.codeScanner
  const set = (changed: NonNullable<MachineDevices['codeScanner']>) => desk.set('codeScanner', changed)
  return (
    <DeviceBox name="codeScanner" desk={desk}>
      {scanner !== null && (
        <>
          <Radio.Group
            value={scanner.way}
            onChange={({ target }) =>
              set(
                target.value === 'keyboard'
                  ? { way: 'keyboard' }
                  : { way: 'line', place: '', baudRate: 9_600 },
              )
            }
            options={[
              { value: 'line', label: text.onLine },
              { value: 'keyboard', label: text.asKeyboard },
            ]}
          />
          {scanner.way === 'line' && (
            <LineFields
              name="codeScanner"
              line={scanner}
              hardware={desk.hardware}
              onChange={(line) => set({ way: 'line', ...line })}
            />
          )}
        </>
      )}
    </DeviceBox>
  )
}
