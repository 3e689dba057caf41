import './service_row.css'
import { CircleMinus, CirclePause, MoonStar } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { Estimate } from '#domain'
import { serviceStateTerms, useTerm } from '../i18n/terms.ts'
import { useLocale } from '../i18n/ui_store.ts'
import { isShortWait, waitingText, waitText } from '../i18n/wording.ts'
import { Pictogram } from '../icons/pictogram.tsx'
import type { PictogramName } from '../icons/pictogram_table.ts'

/** Whether a service can be had: open with its queue, or not with the reason in words. */
export type ServiceRowState =
  | {
      readonly kind: 'open'
      readonly waiting: number
      readonly estimate: Estimate
    }
  | { readonly kind: 'paused' | 'full' | 'closed'; readonly reason: string }

/** One service in a list. */
export interface ServiceRowProps {
  readonly pictogram: PictogramName
  readonly name: string
  readonly summary?: string
  readonly state: ServiceRowState
  readonly onPress: () => void
}

const stateIcon = { paused: CirclePause, full: CircleMinus, closed: MoonStar } as const

function Wait({ state }: { readonly state: Extract<ServiceRowState, { kind: 'open' }> }) {
  const locale = useLocale()
  return (
    <span className="service-row-wait">
      <b>{waitingText(state.waiting, locale)}</b>
      {!isShortWait(state.waiting, state.estimate) && waitText(state.estimate, locale)}
    </span>
  )
}

function Shut({ state }: { readonly state: Exclude<ServiceRowState, { kind: 'open' }> }) {
  const say = useTerm()
  const Icon = stateIcon[state.kind]
  return (
    <span className="service-row-state">
      <Icon aria-hidden />
      {say(serviceStateTerms[state.kind])}
    </span>
  )
}

/** Pictogram, name, how many wait, about how long; or 暂停/已满/未开放 with the reason. */
export function ServiceRow({ pictogram, name, summary, state, onPress }: ServiceRowProps) {
  const below = state.kind === 'open' ? summary : state.reason
  return (
    <Button
      className="service-row"
      data-open={state.kind === 'open' || undefined}
      isDisabled={state.kind !== 'open'}
      onPress={onPress}
    >
      <span className="service-row-picture">
        <Pictogram name={pictogram} size="calc(72 * var(--u))" />
      </span>
      <span>
        <span className="service-row-name">{name}</span>
        {below !== undefined && <span className="service-row-summary">{below}</span>}
      </span>
      <span className="service-row-side">
        {state.kind === 'open' ? <Wait state={state} /> : <Shut state={state} />}
      </span>
    </Button>
  )
}
