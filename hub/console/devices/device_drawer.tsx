import { Drawer } from 'antd'
import { useEffect, useState } from 'react'
import { type RouteReply, usePage } from '#client'
import type { DeviceLive } from '#domain'
import { clockText, useTerm, useText } from '#ui'
import { StatusDot } from '#ui/staff'
import { deviceTone, deviceWords, familyTerm } from './device_terms.ts'
import { devicesWords } from './devices_words.ts'
import { RollPart } from './roll_part.tsx'

/** Figures come from the agents every 15 s: asking more often shows nothing new. */
const askEvery = 15_000

type Heard = RouteReply<'getDeviceCounters'>

const figure = (value: number) => value.toLocaleString('en-US')

/** The figures of a device's line, asked for while they are looked at. */
function useCounters(deviceId: string): Heard | null {
  const page = usePage()
  const [heard, setHeard] = useState<Heard | null>(null)
  useEffect(() => {
    let isShown = true
    const load = async () => {
      const answer = await page.call('getDeviceCounters', { params: { id: deviceId } })
      if (isShown && answer.ok) setHeard(answer.value)
    }
    void load()
    const asking = setInterval(() => void load(), askEvery)
    return () => {
      isShown = false
      clearInterval(asking)
    }
  }, [page, deviceId])
  return heard
}

function Line({ deviceId }: { readonly deviceId: string }) {
  const text = useText(devicesWords)
  const heard = useCounters(deviceId)
  if (heard === null) return null
  const { counters, at } = heard
  if (counters === null || at === null) return <p>{text.noCounters}</p>
  const { bytesIn, framesIn, bytesOut, framesOut } = counters
  const facts: readonly (readonly [string, string])[] = [
    [text.received, text.amount(figure(bytesIn), figure(framesIn))],
    [text.sent, text.amount(figure(bytesOut), figure(framesOut))],
    [text.spoilt, figure(counters.checksumErrors)],
    [text.strays, figure(counters.strays)],
    [text.echoes, figure(counters.echoes)],
    [text.reconnects, figure(counters.reconnects)],
    [text.lastFault, counters.lastFault ?? text.noFault],
  ]
  return (
    <>
      <p className="device-line">{`${text.lineHint}${text.heardAt(clockText(Date.parse(at)))}`}</p>
      <dl className="device-facts" data-testid="device-counters">
        {facts.map(([name, value]) => (
          <div key={name} className="device-fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Facts({ device }: { readonly device: DeviceLive }) {
  const text = useText(devicesWords)
  const say = useTerm()
  return (
    <>
      <dl className="device-facts">
        <dt>{text.state}</dt>
        <dd>
          <StatusDot tone={deviceTone(device.state)}>{say(deviceWords(device))}</StatusDot>
        </dd>
        <dt>{text.stateSince}</dt>
        <dd>{clockText(device.since)}</dd>
        <dt>{text.kind}</dt>
        <dd>{say(familyTerm(device.family))}</dd>
      </dl>
      {device.ticketsLeft !== undefined && <RollPart deviceId={device.deviceId} rest={device.ticketsLeft} />}
      <h3>{text.line}</h3>
      <Line key={device.deviceId} deviceId={device.deviceId} />
    </>
  )
}

/** How one device is, since when, and what its line has seen. */
export function DeviceDrawer({ device, onClose }: { readonly device: DeviceLive | null; onClose(): void }) {
  return (
    <Drawer open={device !== null} onClose={onClose} title={device?.name} size={480} destroyOnHidden>
      {device !== null && <Facts device={device} />}
    </Drawer>
  )
}
