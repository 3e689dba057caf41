import { Radio } from 'antd'
import type { MachineDevices, SetupCounter } from '#protocol'
import { useText } from '#ui'
import { setupWords } from '../setup_words.ts'
import { BaudField, DeviceBox } from './device_box.tsx'
import { PlaceField, type PortList } from './place_field.tsx'
import { knownSigns, SignRows } from './sign_rows.tsx'

/** The questions of a display: the line of counter signs, and where calls are spoken. */
export function DisplayDevices(props: {
  readonly devices: MachineDevices
  readonly ports: PortList
  readonly counters: readonly SetupCounter[]
  readonly onChange: (devices: MachineDevices) => void
}) {
  const text = useText(setupWords)
  const { devices, ports, counters, onChange } = props
  const { signLine } = devices
  const setLine = (changed: MachineDevices['signLine']) => onChange({ ...devices, signLine: changed })
  return (
    <>
      <DeviceBox
        name="signLine"
        label={text.signLine}
        isThere={signLine !== null}
        onChange={(isThere) =>
          setLine(isThere ? { place: '', baudRate: 57_600, signs: knownSigns(counters) } : null)
        }
      >
        {signLine !== null && (
          <>
            <div className="setup-row">
              <PlaceField
                name="signLine"
                value={signLine.place}
                ports={ports}
                onChange={(place) => setLine({ ...signLine, place })}
              />
              <BaudField
                value={signLine.baudRate}
                onChange={(baudRate) => setLine({ ...signLine, baudRate })}
              />
            </div>
            <SignRows
              counters={counters}
              signs={signLine.signs}
              onChange={(signs) => setLine({ ...signLine, signs })}
            />
          </>
        )}
      </DeviceBox>
      <section className="setup-device">
        <h3>{text.announcer}</h3>
        <Radio.Group
          value={devices.announcer ?? 'none'}
          onChange={({ target }) =>
            onChange({ ...devices, announcer: target.value === 'none' ? null : target.value })
          }
          options={[
            { value: 'none', label: text.sinkNone },
            { value: 'player', label: text.sinkPlayer },
            { value: 'page', label: text.sinkPage },
          ]}
        />
      </section>
    </>
  )
}
