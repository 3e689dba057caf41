import { Button, Popconfirm } from 'antd'
import { ChevronDown, ChevronUp, FileText, Film, Image as ImageSign } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useCentre, usePage } from '#client'
import type { Medium } from '#domain'
import type { ListedMedium } from '#protocol'
import { useTerm, useText } from '#ui'
import { StatusDot, type StatusTone } from '#ui/staff'
import { fileTerm, mediumPriorityTerms } from './media_terms.ts'
import { mediaWords } from './media_words.ts'
import { momentText } from './medium_draft.ts'

/** What a manager does with a medium of the list. */
export interface RowActions {
  edit(medium: Medium): void
  move(medium: Medium, by: -1 | 1): void
  remove(medium: Medium): void
}

const signs = { picture: ImageSign, video: Film, text: FileText } as const
const tones: Readonly<Record<ListedMedium['file']['state'], StatusTone>> = {
  ready: 'good',
  waiting: 'off',
  fetching: 'off',
  refused: 'trouble',
}

/** A small picture of a picture; for others the sign of their kind. */
function Thumbnail({ medium, file }: ListedMedium) {
  const page = usePage()
  const [address, setAddress] = useState<string | null>(null)
  const isShown = medium.kind === 'picture' && file.state === 'ready'
  useEffect(() => {
    if (!isShown) return
    let made: string | null = null
    let isGone = false
    void page.medium(medium.sha256).then((blob) => {
      if (blob === null || isGone) return
      made = URL.createObjectURL(blob)
      setAddress(made)
    })
    return () => {
      isGone = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [page, isShown, medium.sha256])
  const Sign = signs[medium.kind]
  return (
    <span className="media-thumb" data-kind={medium.kind}>
      {isShown && address !== null ? <img src={address} alt="" /> : <Sign size={24} aria-hidden />}
    </span>
  )
}

/** When a medium is shown, as a person says it. */
function useWhen({ validFrom, validUntil, daily }: Medium): readonly string[] {
  const text = useText(mediaWords)
  const zone = useCentre(({ policy }) => policy.zoneMinutes)
  const from = validFrom === 0 ? [] : [text.from(momentText(validFrom, zone))]
  const until = validUntil === null ? [text.always] : [text.until(momentText(validUntil, zone))]
  return [...from, ...until, ...(daily === null ? [] : [text.daily(daily.from, daily.to)])]
}

function Actions({ medium, actions }: { readonly medium: Medium; readonly actions: RowActions }) {
  const text = useText(mediaWords)
  const icons = [
    [-1, text.up, ChevronUp],
    [1, text.down, ChevronDown],
  ] as const
  return (
    <span className="media-actions">
      {icons.map(([by, label, Icon]) => (
        <Button
          key={label}
          type="text"
          size="small"
          aria-label={label}
          icon={<Icon size={18} aria-hidden />}
          onClick={() => actions.move(medium, by)}
        />
      ))}
      <Button size="small" onClick={() => actions.edit(medium)} data-testid={`edit-medium-${medium.id}`}>
        {text.edit}
      </Button>
      <Popconfirm title={text.removeAsk} onConfirm={() => actions.remove(medium)}>
        <Button size="small" type="text" danger data-testid={`remove-medium-${medium.id}`}>
          {text.remove}
        </Button>
      </Popconfirm>
    </span>
  )
}

/** A medium in the list: what it is, when it is shown, how its file stands, how often it was shown today. */
export function MediumRow(props: {
  readonly listed: ListedMedium
  readonly isPlaying: boolean
  readonly plays: number
  readonly actions: RowActions
}) {
  const { listed, isPlaying, plays, actions } = props
  const { medium, source, file } = listed
  const text = useText(mediaWords)
  const say = useTerm()
  const when = useWhen(medium)
  return (
    <tr data-testid={`medium-${medium.id}`} data-off={!medium.enabled}>
      <td>
        <span className="media-what">
          <Thumbnail {...listed} />
          <span>
            <b>{say(medium.title)}</b>
            <small>
              {text[`kind_${medium.kind}`]} · {say(mediumPriorityTerms[medium.priority])}
            </small>
          </span>
        </span>
      </td>
      <td>{text[source]}</td>
      <td>
        {when.map((line) => (
          <span key={line} className="media-when">
            {line}
          </span>
        ))}
        {isPlaying && <b className="media-playing">{text.playing}</b>}
      </td>
      <td>
        <StatusDot tone={tones[file.state]}>{say(fileTerm(file))}</StatusDot>
      </td>
      <td>{text.times(plays)}</td>
      <td>
        <Actions medium={medium} actions={actions} />
      </td>
    </tr>
  )
}
