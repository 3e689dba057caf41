import { Input, InputNumber, Radio, Select } from 'antd'
import { useText } from '#ui'
import { Field } from '../field.tsx'
import { setupWords } from '../setup_words.ts'
import { DeviceBox } from './device_box.tsx'
import type { DeviceDesk } from './device_desk.ts'
import { LineFields } from './line_fields.tsx'

const widths = [80, 58] as const
const mmOfMetre = 1_000

/** A ticket printer, or the second one that stands in for it. */
export function TicketPrinterCard(props: {
  readonly name: 'ticketPrinter' | 'secondTicketPrinter'
  readonly desk: DeviceDesk
}) {
  const text = useText(setupWords)
  const { name, desk } = props
  const printer = desk.devices[name]
  return (
    <DeviceBox name={name} desk={desk}>
      {printer !== null && (
        <LineFields
          name={name}
          line={printer}
          hardware={desk.hardware}
          queues
          onChange={(line) => desk.set(name, { ...printer, ...line })}
        >
          <Field label={text.width}>
            {(id) => (
              <Select
                id={id}
                value={printer.widthMm}
                onChange={(widthMm) => desk.set(name, { ...printer, widthMm })}
                options={widths.map((mm) => ({ value: mm, label: text.millimetres(mm) }))}
              />
            )}
          </Field>
          <Field label={text.roll} help={text.rollHelp}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={1_000}
                value={printer.rollMm === null ? null : printer.rollMm / mmOfMetre}
                onChange={(metres) =>
                  desk.set(name, { ...printer, rollMm: metres === null ? null : metres * mmOfMetre })
                }
              />
            )}
          </Field>
        </LineFields>
      )}
    </DeviceBox>
  )
}

/** The printer of A4 pages: a queue of the system, and who hands pages to it. */
export function PagePrinterCard({ desk }: { readonly desk: DeviceDesk }) {
  const text = useText(setupWords)
  const printer = desk.devices.pagePrinter
  const { queues } = desk.hardware
  return (
    <DeviceBox name="pagePrinter" desk={desk}>
      {printer !== null && (
        <div className="setup-row">
          <Field label={text.queue} help={queues.length === 0 ? text.noQueues : text.queueHelp}>
            {(id) =>
              queues.length === 0 ? (
                <Input
                  id={id}
                  value={printer.queue}
                  maxLength={127}
                  onChange={(event) => desk.set('pagePrinter', { ...printer, queue: event.target.value })}
                  data-testid="pagePrinter-queue"
                />
              ) : (
                <Select
                  id={id}
                  value={printer.queue}
                  options={[...new Set([...queues, printer.queue])].map((queue) => ({
                    value: queue,
                    label: queue,
                  }))}
                  onChange={(queue) => desk.set('pagePrinter', { ...printer, queue })}
                />
              )
            }
          </Field>
          <Radio.Group
            value={printer.by}
            onChange={({ target }) => desk.set('pagePrinter', { ...printer, by: target.value })}
            options={[
              { value: 'agent', label: text.byCups },
              { value: 'shell', label: text.byElectron },
            ]}
          />
        </div>
      )}
    </DeviceBox>
  )
}
