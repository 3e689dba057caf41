import './frame.css'
import { LogOut } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useCentre, useServerNow, useView } from '#client'
import { officialName } from '#domain'
import { clockText, dayText, LiveMark, PageName, Pictogram, useLocale, useTerm, useText } from '#ui'
import { LanguageSwitch, SchemeSwitch } from '#ui/staff'
import { consoleWords } from '../console_words.ts'
import { EmergencyBand } from './emergency_band.tsx'
import { PauseBand } from './pause_band.tsx'
import { type SectionName, sectionNames, sections } from './sections.tsx'
import { UpkeepBand } from './upkeep_band.tsx'

function TopBar({ staffId, onLogout }: { readonly staffId: string; readonly onLogout: () => void }) {
  const text = useText(consoleWords)
  const say = useTerm()
  const locale = useLocale()
  const now = useServerNow()
  const site = useCentre((centre) => centre.site)
  const staff = useCentre((centre) => centre.staff.get(staffId))
  const connection = useView((view) => view.connection)
  return (
    <header className="console-bar">
      <Pictogram name="logo" size="32px" />
      <PageName
        title={site === null ? text.service : say(officialName(site))}
        lead={`${text.title} · ${dayText(now, locale)}`}
      />
      <LiveMark isLive={connection === 'live'}>{connection === 'live' ? text.live : text.stale}</LiveMark>
      <time className="console-clock">{clockText(now)}</time>
      <span className="console-staff">{staff === undefined ? '' : say(staff.name)}</span>
      <LanguageSwitch />
      <SchemeSwitch />
      <button type="button" className="quiet-button" onClick={onLogout} data-testid="logout">
        <LogOut aria-hidden />
        {text.logout}
      </button>
    </header>
  )
}

/** How many bad ratings wait for an answer; nothing while there are none. */
function OpenRatings() {
  const text = useText(consoleWords)
  const open = useCentre(
    (centre) => [...centre.ratingTasks.values()].filter(({ answer }) => answer === null).length,
  )
  if (open === 0) return null
  return (
    <span className="nav-count" role="img" aria-label={text.ratingsOpen(open)}>
      {open}
    </span>
  )
}

/** The section named in the address (`#devices`), so that a page can be kept open or passed on. */
function sectionInAddress(): SectionName {
  const named = location.hash.slice(1)
  return sectionNames.find((name) => name === named) ?? 'today'
}

/** Top bar, sections on the left, the chosen one beside them. */
export function ConsoleFrame(props: { readonly staffId: string; readonly onLogout: () => void }) {
  const text = useText(consoleWords)
  const [section, setSection] = useState<SectionName>(sectionInAddress)
  useEffect(() => {
    history.replaceState(null, '', `#${section}`)
    document.title = `${text[section]} · ${text.title}`
  }, [section, text])
  return (
    <div className="console">
      <TopBar {...props} />
      <div className="console-bands">
        <UpkeepBand />
        <EmergencyBand />
        <PauseBand />
      </div>
      <nav className="console-nav" aria-label={text.title}>
        {sectionNames.map((name) => {
          const { Icon } = sections[name]
          return (
            <button
              key={name}
              type="button"
              className="nav-item"
              aria-current={name === section ? 'page' : undefined}
              data-testid={`nav-${name}`}
              onClick={() => setSection(name)}
            >
              <Icon aria-hidden />
              {text[name]}
              {name === 'ratings' && <OpenRatings />}
            </button>
          )
        })}
      </nav>
      <main className="console-main">{sections[section].page}</main>
    </div>
  )
}
