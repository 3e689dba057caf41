import './devices.css'
import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCentre } from '#client'
import type { DeviceLive } from '#domain'
import { clockText, useTerm, useText } from '#ui'
import { deviceAdvice, deviceTone, EmptyState, StatusDot, TitledTable } from '#ui/staff'
import { DeviceDrawer } from './device_drawer.tsx'
import { byTrouble } from './device_order.ts'
import { devicesWords } from './devices_words.ts'
import { EnrolledList } from './enrolled_list.tsx'
import { familyTerm } from './machine_terms.ts'
import { PairDevice } from './pair_device.tsx'

function DeviceRow({ device, onOpen }: { readonly device: DeviceLive; onOpen(): void }) {
  const text = useText(devicesWords)
  const say = useTerm()
  const counter = useCentre((centre) => centre.counters.get(device.counterId ?? ''))
  const tone = deviceTone(device.state)
  return (
    <tr data-tone={tone} data-testid={`device-${device.deviceId}`}>
      <td>
        <StatusDot tone={tone}>{say(deviceAdvice(device))}</StatusDot>
        {device.ticketsLeft !== undefined && (
          <small className="device-supply">{text.ticketsLeft(device.ticketsLeft)}</small>
        )}
      </td>
      <td>
        <Button
          type="link"
          className="device-name"
          onClick={onOpen}
          aria-label={`${device.name} ${text.details}`}
        >
          {device.name}
        </Button>
      </td>
      <td>{say(familyTerm(device.family))}</td>
      <td>{counter === undefined ? text.hall : say(counter.name)}</td>
      <td>{clockText(device.since)}</td>
    </tr>
  )
}

function DeviceTable(props: {
  readonly devices: readonly DeviceLive[]
  readonly onOpen: (deviceId: string) => void
}) {
  const text = useText(devicesWords)
  if (props.devices.length === 0) return <EmptyState title={text.none} pictogram="keypad" />
  return (
    <TitledTable titles={[text.state, text.device, text.kind, text.place, text.since]}>
      {props.devices.map((device) => (
        <DeviceRow key={device.deviceId} device={device} onOpen={() => props.onOpen(device.deviceId)} />
      ))}
    </TitledTable>
  )
}

/** Every device and how it is, trouble first; the machines that may connect; a code for a new one. */
export function Devices() {
  const text = useText(devicesWords)
  const devices = byTrouble(useCentre((centre) => [...centre.devices.values()]))
  const [pairings, setPairings] = useState(0)
  const [openId, setOpenId] = useState<string | null>(null)
  const [isPairing, setPairing] = useState(false)
  const faults = devices.filter(({ state }) => deviceTone(state) === 'trouble').length
  const close = () => {
    setPairing(false)
    setPairings(pairings + 1)
  }
  return (
    <>
      <header className="section-head">
        <h2>{text.title}</h2>
        {devices.length > 0 && (
          <StatusDot tone={faults > 0 ? 'trouble' : 'good'}>
            {faults > 0 ? text.faults(faults) : text.allWell}
          </StatusDot>
        )}
        <Button
          type="primary"
          icon={<Plus size={16} aria-hidden />}
          onClick={() => setPairing(true)}
          data-testid="pair-device"
        >
          {text.pair}
        </Button>
      </header>
      <section className="card devices-card">
        <h3>{text.reported}</h3>
        <DeviceTable devices={devices} onOpen={setOpenId} />
      </section>
      <EnrolledList key={pairings} />
      <DeviceDrawer
        device={devices.find(({ deviceId }) => deviceId === openId) ?? null}
        onClose={() => setOpenId(null)}
      />
      <PairDevice open={isPairing} onClose={close} />
    </>
  )
}
