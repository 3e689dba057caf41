import { Button } from 'antd'
import { useCentre } from '#client'
import { Pictogram, useTerm, useText } from '#ui'
import { consoleWords } from '../console_words.ts'

/** A kind refusal for staff whose post is elsewhere. */
export function NotForYou({
  staffId,
  onLogout,
}: {
  readonly staffId: string
  readonly onLogout: () => void
}) {
  const text = useText(consoleWords)
  const say = useTerm()
  const staff = useCentre((centre) => centre.staff.get(staffId))
  return (
    <main className="entry" data-testid="console-refused">
      <div className="entry-card">
        <header className="entry-head">
          <Pictogram name="signpost" size="44px" />
          <h1>{text.notYours}</h1>
        </header>
        <p>{text.notYoursBody(staff === undefined ? '' : say(staff.name))}</p>
        <Button type="primary" href="/counter">
          {text.toCounter}
        </Button>
        <Button onClick={onLogout} data-testid="logout">
          {text.logout}
        </Button>
      </div>
    </main>
  )
}
