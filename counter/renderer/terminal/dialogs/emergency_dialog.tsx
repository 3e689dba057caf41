import { HeartHandshake, Siren } from 'lucide-react'
import { useState } from 'react'
import { refusalOf, usePage } from '#client'
import type { Refusal } from '#domain'
import { useText } from '#ui'
import { useDesk } from '../use_desk.ts'
import { FormDialog } from './form_dialog.tsx'
import { formWords } from './words.ts'

/** Calls colleagues or starts the emergency plan: choose, then confirm. */
export function EmergencyDialog() {
  const { desk, dismiss } = useDesk()
  const page = usePage()
  const text = useText(formWords)
  const [kind, setKind] = useState<'help' | 'plan' | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const raise = async () => {
    if (kind === null) return
    const answer = await page.send({ name: 'raise-emergency', body: { kind, counterId: desk.counterId } })
    if (answer.ok) dismiss()
    else setRefusal(refusalOf(answer.error))
  }
  const ways = [
    ['help', text.help, text.helpNote, HeartHandshake],
    ['plan', text.plan, text.planNote, Siren],
  ] as const
  const yes = { help: text.confirmHelp, plan: text.confirmPlan }
  return (
    <FormDialog
      title={text.emergencyTitle}
      yes={kind === null ? text.choose : yes[kind]}
      ready={kind !== null}
      danger
      refusal={refusal}
      onYes={() => void raise()}
    >
      <div className="emergency-ways">
        {ways.map(([way, title, note, Icon]) => (
          <button
            key={way}
            type="button"
            className="emergency-way"
            aria-pressed={kind === way}
            onClick={() => setKind(way)}
            data-testid={`emergency-${way}`}
          >
            <Icon aria-hidden />
            <b>{title}</b>
            <span>{note}</span>
          </button>
        ))}
      </div>
    </FormDialog>
  )
}
