import { HeartHandshake, Siren } from 'lucide-react'
import { useText } from '#ui'
import { padWords } from './words.ts'

/** One line while there is nothing to show yet. */
export function WaitScreen({ title }: { readonly title: string }) {
  return (
    <main className="pad-still" role="status">
      <p>{title}…</p>
    </main>
  )
}

/** Thanks, for a few seconds. */
export function ThanksScreen() {
  const text = useText(padWords)
  return (
    <main className="pad-still" data-tone="thanks" role="status" data-testid="pad-thanks">
      <HeartHandshake aria-hidden />
      <h1>{text.thanks}</h1>
      <p>{text.thanksNote}</p>
    </main>
  )
}

/** The emergency plan is in force: nothing else matters. */
export function EmergencyScreen() {
  const text = useText(padWords)
  return (
    <main className="pad-still" data-tone="emergency" role="alert">
      <Siren aria-hidden />
      <h1>{text.emergency}</h1>
      <p>{text.emergencyDo}</p>
    </main>
  )
}
