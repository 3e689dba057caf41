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

/** Thanks, for a few seconds; `isKept`: the hub has not heard of it yet. */
export function ThanksScreen({ isKept }: { readonly isKept: boolean }) {
  const text = useText(padWords)
  return (
    <main className="pad-still" data-tone="thanks" role="status" data-testid="pad-thanks">
      <HeartHandshake aria-hidden />
      <h1>{text.thanks}</h1>
      <p data-testid={isKept ? 'pad-kept' : undefined}>{isKept ? text.keptNote : text.thanksNote}</p>
    </main>
  )
}

/** The emergency plan is in force: nothing else matters, and it is said in both languages. */
export function EmergencyScreen() {
  return (
    <main className="pad-still" data-tone="emergency" role="alert">
      <Siren aria-hidden />
      <h1>{padWords['zh-CN'].emergency}</h1>
      <p>{padWords['zh-CN'].emergencyDo}</p>
      <p lang="en">{`${padWords.en.emergency}. ${padWords.en.emergencyDo}`}</p>
    </main>
  )
}
