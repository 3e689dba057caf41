import './hall_plan.css'
import { DoorOpen, Monitor, TicketPlus, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCentre } from '#client'
import { type DeviceLive, liveCounter } from '#domain'
import { pauseReasonTerms, useTerm, useText } from '#ui'
import { deviceAdvice, deviceTone, StatusDot } from '#ui/staff'
import { type CounterTone, hallPlan, type PlanCounter } from './hall_plan_view.ts'
import { todayWords } from './today_words.ts'

const dots = {
  disabled: 'off',
  closed: 'off',
  open: 'good',
  paused: 'paused',
  called: 'busy',
  serving: 'busy',
} as const satisfies Record<CounterTone, string>

function DeviceDots({ devices }: { readonly devices: readonly DeviceLive[] }) {
  const say = useTerm()
  return (
    <span className="plan-devices">
      {devices.map((device) => (
        <StatusDot key={device.deviceId} tone={deviceTone(device.state)} quiet>
          {`${device.name}：${say(deviceAdvice(device))}`}
        </StatusDot>
      ))}
    </span>
  )
}

function CounterTile({ counter }: { readonly counter: PlanCounter }) {
  const text = useText(todayWords)
  const say = useTerm()
  const staff = useCentre((centre) => centre.staff.get(counter.staffId ?? ''))
  const reason = useCentre((centre) => liveCounter(centre, counter.config.id).paused?.reason)
  const word =
    counter.tone === 'paused' && reason !== undefined
      ? say(pauseReasonTerms[reason])
      : text[counter.tone === 'paused' ? 'open' : counter.tone]
  return (
    <li className="plan-counter" data-tone={counter.tone} data-testid={`plan-${counter.config.id}`}>
      <p className="plan-name">{say(counter.config.name)}</p>
      <p className="plan-number">{counter.number ?? '—'}</p>
      <p className="plan-staff">{staff === undefined ? ' ' : say(staff.name)}</p>
      <p className="plan-foot">
        <StatusDot tone={dots[counter.tone]}>{word}</StatusDot>
        <DeviceDots devices={counter.devices} />
      </p>
    </li>
  )
}

function Fixture(props: {
  readonly icon: ReactNode
  readonly title: string
  readonly devices: readonly DeviceLive[]
}) {
  const text = useText(todayWords)
  return (
    <div className="plan-fixture">
      {props.icon}
      <b>{props.title}</b>
      {props.devices.length === 0 ? <span>{text.noDevices}</span> : <DeviceDots devices={props.devices} />}
    </div>
  )
}

/** The hall from above: counters along the wall, rooms beside them, kiosk at the entrance. */
export function HallPlanPicture() {
  const text = useText(todayWords)
  const plan = useCentre(hallPlan)
  return (
    <section className="card plan-card">
      <h3>{text.plan}</h3>
      <div className="plan">
        <ul className="plan-counters" aria-label={text.counterZone}>
          {plan.counters.map((counter) => (
            <CounterTile key={counter.config.id} counter={counter} />
          ))}
        </ul>
        <div className="plan-floor">
          <Fixture icon={<Monitor aria-hidden />} title={text.hallDevices} devices={plan.hall} />
          <div className="plan-waiting">
            <UsersRound aria-hidden />
            <span>
              {text.waitingZone} · <b>{text.people(plan.waiting)}</b>
            </span>
          </div>
          <Fixture icon={<TicketPlus aria-hidden />} title={text.kiosk} devices={plan.kiosk} />
          <p className="plan-entrance">
            <DoorOpen aria-hidden /> {text.entrance}
          </p>
        </div>
        {plan.rooms.length > 0 && (
          <ul className="plan-rooms" aria-label={text.roomZone}>
            {plan.rooms.map((room) => (
              <CounterTile key={room.config.id} counter={room} />
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}
