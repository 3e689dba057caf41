import { Select } from 'antd'
import type { MachineDevices } from '#protocol'
import { useText } from '#ui'
import { Field } from '../field.tsx'
import { setupWords } from '../setup_words.ts'
import { BaudField, DeviceBox } from './device_box.tsx'
import { PlaceField, type PortList } from './place_field.tsx'

const freshReader = { place: '', baudRate: 115_200 }
const freshPrinter = { place: '', baudRate: 115_200, widthMm: 80 } as const
const widths = [80, 58] as const

/** The questions of a kiosk: its card reader and its printer. */
export function KioskDevices(props: {
  readonly devices: MachineDevices
  readonly ports: PortList
  readonly onChange: (devices: MachineDevices) => void
}) {
  const text = useText(setupWords)
  const { devices, ports, onChange } = props
  const { idCard, ticketPrinter } = devices
  const setReader = (changed: MachineDevices['idCard']) => onChange({ ...devices, idCard: changed })
  const setPrinter = (changed: MachineDevices['ticketPrinter']) =>
    onChange({ ...devices, ticketPrinter: changed })
  return (
    <>
      <DeviceBox
        name="idCard"
        label={text.idCard}
        isThere={idCard !== null}
        onChange={(isThere) => setReader(isThere ? freshReader : null)}
      >
        {idCard !== null && (
          <div className="setup-row">
            <PlaceField
              name="idCard"
              value={idCard.place}
              ports={ports}
              onChange={(place) => setReader({ ...idCard, place })}
            />
            <BaudField value={idCard.baudRate} onChange={(baudRate) => setReader({ ...idCard, baudRate })} />
          </div>
        )}
      </DeviceBox>
      <DeviceBox
        name="ticketPrinter"
        label={text.ticketPrinter}
        isThere={ticketPrinter !== null}
        onChange={(isThere) => setPrinter(isThere ? freshPrinter : null)}
      >
        {ticketPrinter !== null && (
          <div className="setup-row">
            <PlaceField
              name="ticketPrinter"
              value={ticketPrinter.place}
              ports={ports}
              onChange={(place) => setPrinter({ ...ticketPrinter, place })}
            />
            <BaudField
              value={ticketPrinter.baudRate}
              onChange={(baudRate) => setPrinter({ ...ticketPrinter, baudRate })}
            />
            <Field label={text.width}>
              {(id) => (
                <Select
                  id={id}
                  value={ticketPrinter.widthMm}
                  onChange={(widthMm) => setPrinter({ ...ticketPrinter, widthMm })}
                  options={widths.map((mm) => ({ value: mm, label: text.millimetres(mm) }))}
                />
              )}
            </Field>
          </div>
        )}
      </DeviceBox>
    </>
  )
}
