import { DoorClosed, Siren, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCentre, useServerNow, useView } from '#client'
import { type KioskView, nextOpening } from '#domain'
import { clockText, ProgressRing, useLocale, useText } from '#ui'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { allServices } from '../parts/use_hall.ts'
import { openingText, troubleWords } from '../trouble_words.ts'

function Standstill({ picture, children }: { readonly picture: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="kiosk-standstill">
      {picture}
      {children}
    </div>
  )
}

/** When any service next gives numbers; null when none does within a week. */
function useNextOpening() {
  const now = useServerNow(60_000)
  return useCentre(({ services, policy }) => {
    const openings = [...services.values()]
      .filter(({ enabled }) => enabled)
      .flatMap((service) => nextOpening(service, policy, now) ?? [])
    return openings.sort((a, b) => a.inDays - b.inDays || a.from.localeCompare(b.from))[0] ?? null
  })
}

/** Whether no service of the hall gives numbers now. */
export const isHallClosed = (hall: KioskView): boolean =>
  !hall.dayOpen ||
  (allServices(hall).length > 0 && allServices(hall).every(({ status }) => status === 'closed'))

/** Out of hours: when numbers are given again, and the telephone that always answers. */
export function ClosedScreen() {
  const trouble = useText(troubleWords)
  const locale = useLocale()
  const opensAt = useNextOpening()
  return (
    <KioskFrame screen="closed" question={trouble.hallClosed} hint={null}>
      <Standstill picture={<DoorClosed aria-hidden />}>
        <p className="kiosk-loud">{opensAt === null ? trouble.ask : openingText(opensAt, locale)}</p>
        <p>{trouble.hallClosedNote}</p>
      </Standstill>
    </KioskFrame>
  )
}

/** The hub is out of reach: since when, what stays valid, where to go. */
export function OutageScreen({ since }: { readonly since: number }) {
  const trouble = useText(troubleWords)
  return (
    <KioskFrame screen="outage" question={trouble.outage} hint="kiosk-guide-desk">
      <Standstill picture={<Unplug aria-hidden />}>
        <p className="kiosk-loud">{trouble.outageHelp}</p>
        <p>{trouble.outageNote(clockText(since))}</p>
      </Standstill>
    </KioskFrame>
  )
}

/** The emergency plan replaces everything; both languages at once. */
export function EmergencyScreen() {
  return (
    <div className="kiosk-emergency" role="alert" data-testid="kiosk-emergency">
      <Siren aria-hidden />
      <h1 className="kiosk-emergency-title">{troubleWords['zh-CN'].emergency}</h1>
      <p>{troubleWords['zh-CN'].emergencyNote}</p>
      <h2 lang="en">{troubleWords.en.emergency}</h2>
      <p lang="en">{troubleWords.en.emergencyNote}</p>
    </div>
  )
}

/** Before the first word from the hub. */
export function StartingScreen() {
  const trouble = useText(troubleWords)
  const problem = useView((view) => view.problem)
  return (
    <KioskFrame screen="starting" question={trouble.starting} hint={null}>
      <div className="kiosk-ring">
        <ProgressRing label={trouble.starting} value={null} />
      </div>
      {problem !== null && <p className="kiosk-small">{`${trouble.outage} ${trouble.outageHelp}`}</p>}
    </KioskFrame>
  )
}
