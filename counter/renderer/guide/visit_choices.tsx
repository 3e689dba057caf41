import { useCentre, useServerNow } from '#client'
import { type Claim, type KioskService, kioskView } from '#domain'
import { priorityTerms, useLocale, useTerm, useText, waitingText } from '#ui'
import { guideWords } from './words.ts'

/** The claims to priority, as they stand at the desk. */
export const claims: readonly Claim[] = ['military', 'fire', 'elderly', 'disabled', 'pregnant', 'illness']

function ServiceButton(props: {
  readonly offered: KioskService
  readonly chosen: boolean
  readonly onChoose: () => void
}) {
  const { offered, chosen, onChoose } = props
  const text = useText(guideWords)
  const locale = useLocale()
  const say = useTerm()
  const { service, status, waiting } = offered
  const state = status === 'open' ? waitingText(waiting, locale) : text[status]
  return (
    <button
      type="button"
      className="guide-service"
      aria-pressed={chosen}
      disabled={status !== 'open'}
      onClick={onChoose}
      data-testid={`service-${service.id}`}
    >
      <b>{say(service.name)}</b>
      <span>{state}</span>
    </button>
  )
}

/** The services numbers can be had for, with how many wait. */
export function ServiceChoice(props: {
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
}) {
  const now = useServerNow(5_000)
  const text = useText(guideWords)
  const offers = useCentre((centre) => Object.values(kioskView(centre, now).groups).flat())
  return (
    <fieldset className="field">
      <legend>{text.service}</legend>
      <div className="guide-services">
        {offers.map((offered) => (
          <ServiceButton
            key={offered.service.id}
            offered={offered}
            chosen={offered.service.id === props.chosen}
            onChoose={() => props.onChoose(offered.service.id)}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** The claims to priority that were seen. */
export function ClaimChoice(props: {
  readonly chosen: readonly Claim[]
  readonly onChange: (next: Claim[]) => void
}) {
  const { chosen, onChange } = props
  const text = useText(guideWords)
  const say = useTerm()
  const toggle = (claim: Claim) =>
    onChange(chosen.includes(claim) ? chosen.filter((each) => each !== claim) : [...chosen, claim])
  return (
    <fieldset className="field">
      <legend>{text.claims}</legend>
      <div className="chips">
        {claims.map((claim) => (
          <button
            key={claim}
            type="button"
            className="chip"
            aria-pressed={chosen.includes(claim)}
            onClick={() => toggle(claim)}
            data-testid={`claim-${claim}`}
          >
            {say(priorityTerms[claim])}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
