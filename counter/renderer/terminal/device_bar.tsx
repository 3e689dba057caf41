import { useView } from '#client'
import { useTerm, useText } from '#ui'
import { deviceTerm, deviceTone, StatusDot } from '#ui/staff'
import { devicesToShow } from './devices_to_show.ts'
import { useDesk } from './use_desk.ts'
import { deskWords } from './words.ts'

/** The link and the devices: quiet while well, in words when not. */
export function DeviceBar() {
  const { desk } = useDesk()
  const connection = useView((view) => view.connection)
  const text = useText(deskWords)
  const say = useTerm()
  const devices = devicesToShow(desk.state.devices.values(), desk.counterId)
  const link = { live: text.connected, connecting: text.connecting, stale: text.stale }[connection]
  return (
    <footer className="devices">
      <StatusDot tone={connection === 'live' ? 'good' : 'trouble'}>{link}</StatusDot>
      <span className="devices-line" />
      {devices.length === 0 && <span className="devices-none">{text.noDevices}</span>}
      {devices.map((device) => {
        const tone = deviceTone(device.state)
        return (
          <span
            key={device.deviceId}
            className="device"
            data-tone={tone}
            data-testid={`device-${device.deviceId}`}
          >
            <StatusDot tone={tone}>
              {tone === 'good' ? device.name : `${device.name} · ${say(deviceTerm(device))}`}
            </StatusDot>
          </span>
        )
      })}
    </footer>
  )
}
