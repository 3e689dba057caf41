import { Siren } from 'lucide-react'
import { useState } from 'react'
import { usePage } from '#client'
import { useText } from '#ui'
import { guideWords } from './words.ts'

/** Help and emergency plan, each in two presses. */
export function AlarmButtons() {
  const page = usePage()
  const text = useText(guideWords)
  const [sure, setSure] = useState<'help' | 'plan' | null>(null)
  const press = (kind: 'help' | 'plan') => {
    if (sure !== kind) return setSure(kind)
    setSure(null)
    void page.send({ name: 'raise-emergency', body: { kind } })
  }
  const ways = [
    ['help', text.help],
    ['plan', text.plan],
  ] as const
  return (
    <div className="guide-alarms">
      {ways.map(([kind, name]) => (
        <button
          key={kind}
          type="button"
          className="emergency-button"
          onClick={() => press(kind)}
          onBlur={() => setSure(null)}
          data-testid={`emergency-${kind}`}
        >
          <Siren aria-hidden />
          {sure === kind ? text.sure : name}
        </button>
      ))}
    </div>
  )
}
