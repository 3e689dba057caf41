import { Alert, Button } from 'antd'
import { DoorOpen } from 'lucide-react'
import { useState } from 'react'
import { refusalOf, useCentre, usePage } from '#client'
import { type CentreState, type CounterConfig, liveCounter, type Refusal } from '#domain'
import { dictionary, sayRefusal, useLocale, useTerm, useText } from '#ui'
import { LanguageSwitch, SchemeSwitch } from '#ui/staff'
import { deskWords } from './words.ts'

const words = dictionary({
  'zh-CN': {
    hello: (name: string) => `${name}，您好`,
    which: '今天在哪个窗口？',
    mine: '您的排班',
    free: '空闲',
    takenBy: (name: string) => `${name} 在岗`,
    disabled: '停用',
    open: (counter: string) => `在${counter}开窗`,
    none: '请先选择窗口',
  },
  en: {
    hello: (name: string) => `Hello, ${name}`,
    which: 'Which counter today?',
    mine: 'Your roster',
    free: 'Free',
    takenBy: (name: string) => `${name} is here`,
    disabled: 'Out of use',
    open: (counter: string) => `Open ${counter}`,
    none: 'Choose a counter first',
  },
})

/** Counters to choose from: those where this person is rostered first; only the machine's own where it has one. */
function countersToChoose(
  state: CentreState,
  staffId: string,
  ownCounterId: string | null,
): readonly CounterConfig[] {
  const all = [...state.counters.values()].filter(({ id }) => ownCounterId === null || id === ownCounterId)
  const mine = (counter: CounterConfig) => (counter.rosteredStaffId === staffId ? 0 : 1)
  return all.sort((a, b) => mine(a) - mine(b))
}

interface CounterCardProps {
  readonly counter: CounterConfig
  readonly staffId: string
  readonly chosen: boolean
  readonly onChoose: () => void
}

function CounterCard({ counter, staffId, chosen, onChoose }: CounterCardProps) {
  const text = useText(words)
  const say = useTerm()
  const services = useCentre((centre) => counter.serviceIds.map((id) => centre.services.get(id)))
  const taken = useCentre((centre) => centre.staff.get(liveCounter(centre, counter.id).staffId ?? ''))
  const status = !counter.enabled ? text.disabled : taken ? text.takenBy(say(taken.name)) : text.free
  return (
    <button
      type="button"
      className="counter-card"
      aria-pressed={chosen}
      disabled={!counter.enabled}
      onClick={onChoose}
      data-testid={`counter-choice-${counter.id}`}
    >
      <span className="counter-card-name">
        {say(counter.name)}
        {counter.rosteredStaffId === staffId && <em>{text.mine}</em>}
      </span>
      <span className="counter-card-services">
        {services.flatMap((service) => (service === undefined ? [] : [say(service.name)])).join(' · ')}
      </span>
      <span className="counter-card-status" data-free={taken === undefined && counter.enabled}>
        {status}
      </span>
    </button>
  )
}

/** Opening a counter for this person: whether it is under way, and why it was refused. */
function useOpening(staffId: string) {
  const page = usePage()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const open = async (counterId: string) => {
    setBusy(true)
    const body = { type: 'open', staffId } as const
    const answer = await page.send({ name: 'counter', counterId, body })
    setBusy(false)
    setRefusal(answer.ok ? null : refusalOf(answer.error))
  }
  return { open, isBusy, refusal }
}

/** Where this person sits today; opening the counter leads to its terminal. */
export function CounterChoice(props: {
  readonly staffId: string
  readonly ownCounterId: string | null
  readonly proposed: string | null
  readonly onLogout: () => void
}) {
  const { staffId, ownCounterId, proposed, onLogout } = props
  const text = useText(words)
  const desk = useText(deskWords)
  const locale = useLocale()
  const say = useTerm()
  const counters = useCentre((centre) => countersToChoose(centre, staffId, ownCounterId))
  const staff = useCentre((centre) => centre.staff.get(staffId))
  const [picked, setPicked] = useState<string | null>(proposed)
  const { open, isBusy, refusal } = useOpening(staffId)
  const chosen = counters.find(({ id }) => id === picked) ?? counters[0]
  const said = refusal === null ? null : sayRefusal(refusal, locale)
  return (
    <main className="gate" data-wide>
      <div className="gate-card">
        <header>
          <p className="gate-hello">{text.hello(staff === undefined ? '' : say(staff.name))}</p>
          <h1>{text.which}</h1>
        </header>
        {said !== null && (
          <Alert type="error" showIcon role="alert" title={said.title} description={said.detail} />
        )}
        <div className="counter-cards">
          {counters.map((counter) => (
            <CounterCard
              key={counter.id}
              counter={counter}
              staffId={staffId}
              chosen={counter.id === chosen?.id}
              onChoose={() => setPicked(counter.id)}
            />
          ))}
        </div>
        <Button
          type="primary"
          size="large"
          block
          icon={<DoorOpen size={20} aria-hidden />}
          disabled={chosen === undefined}
          loading={isBusy}
          onClick={() => chosen !== undefined && void open(chosen.id)}
          data-testid="open-counter"
        >
          {chosen === undefined ? text.none : text.open(say(chosen.name))}
        </Button>
      </div>
      <footer className="gate-foot">
        <LanguageSwitch />
        <SchemeSwitch />
        <button type="button" className="quiet-button" onClick={onLogout}>
          {desk.logout}
        </button>
      </footer>
    </main>
  )
}
