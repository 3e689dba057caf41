import './media.css'
import { Button } from 'antd'
import { useState } from 'react'
import { newCommandId, useCentre, usePage, useServerNow } from '#client'
import { type CentreState, localMoment, type Medium, playingNow } from '#domain'
import { useText } from '#ui'
import { TitledTable } from '#ui/staff'
import { useSave } from '../use_save.ts'
import { AddMedium } from './add_medium.tsx'
import { mediaWords } from './media_words.ts'
import { moved } from './medium_draft.ts'
import { MediumEditor } from './medium_editor.tsx'
import { MediumRow, type RowActions } from './medium_row.tsx'
import { ScreensCard } from './screens_card.tsx'
import { type MediaDesk, type Uploaded, useMedia } from './use_media.ts'

/** How often each medium was shown today, on all screens. */
function playsOn({ plays, policy }: CentreState, now: number): ReadonlyMap<string, number> {
  const today = localMoment(now, policy.zoneMinutes).date
  const sums = new Map<string, number>()
  for (const [key, record] of plays) {
    const [day, , mediumId = ''] = key.split(' ')
    if (day === today) sums.set(mediumId, (sums.get(mediumId) ?? 0) + record.plays)
  }
  return sums
}

function MediaList({
  desk,
  onEdit,
}: {
  readonly desk: MediaDesk
  readonly onEdit: (medium: Medium) => void
}) {
  const text = useText(mediaWords)
  const now = useServerNow(5_000)
  const save = useSave()
  const { playing, plays } = useCentre((centre) => ({
    playing: new Set(playingNow(centre.media.values(), now, centre.policy.zoneMinutes).map(({ id }) => id)),
    plays: playsOn(centre, now),
  }))
  const actions: RowActions = {
    edit: onEdit,
    async move({ id }, by) {
      const inOrder = desk.media.map(({ medium }) => medium)
      for (const medium of moved(inOrder, id, by)) await save.run({ name: 'save-medium', body: { medium } })
      await desk.ask()
    },
    async remove({ id }) {
      await save.run({ name: 'remove-medium', mediumId: id, body: {} })
      await desk.ask()
    },
  }
  if (desk.media.length === 0) return <p className="media-note">{text.none}</p>
  const titles = [text.what, text.where, text.when, text.file, text.plays, '']
  return (
    <TitledTable titles={titles} className="media-table">
      {desk.media.map((listed) => (
        <MediumRow
          key={listed.medium.id}
          listed={listed}
          isPlaying={playing.has(listed.medium.id) && listed.file.state === 'ready'}
          plays={plays.get(listed.medium.id) ?? 0}
          actions={actions}
        />
      ))}
    </TitledTable>
  )
}

/** What the screens show (S17, S18): the list, its files, and how boards show it. */
export function Media() {
  const text = useText(mediaWords)
  const page = usePage()
  const desk = useMedia()
  const now = useServerNow(5_000)
  const zoneMinutes = useCentre(({ policy }) => policy.zoneMinutes)
  const [edited, setEdited] = useState<{ readonly medium: Medium; readonly isNew: boolean } | null>(null)
  const added = ({ sha256, bytes, kind }: Uploaded) => {
    const place = { priority: 'own', validUntil: null, daily: null, enabled: true } as const
    const fresh = { id: newCommandId(page.clock), title: { zh: '', en: '' }, order: desk.media.length }
    const validFrom = Math.floor(now / 60_000) * 60_000
    setEdited({ medium: { ...fresh, sha256, bytes, kind, ...place, validFrom }, isNew: true })
  }
  const close = () => {
    setEdited(null)
    void desk.ask()
  }
  const isLacking = desk.media.some(({ file }) => file.state !== 'ready')
  return (
    <>
      <header className="section-head">
        <h2>{text.title}</h2>
        <AddMedium desk={desk} onAdded={added} />
      </header>
      <p className="media-note">{text.formats}</p>
      <section className="card">
        <MediaList desk={desk} onEdit={(medium) => setEdited({ medium, isNew: false })} />
        {isLacking && (
          <Button size="small" onClick={() => void desk.retry()} data-testid="fetch-media">
            {text.retry}
          </Button>
        )}
      </section>
      <ScreensCard />
      {edited !== null && <MediumEditor {...edited} zoneMinutes={zoneMinutes} onClose={close} />}
    </>
  )
}
