import './board_header.css'
import { Volume1, Volume2, VolumeX } from 'lucide-react'
import { useServerNow, useView } from '#client'
import type { Bilingual } from '#domain'
import { clockText, dateText, Pictogram, type SoundView, termText, useLocale, weekdayText } from '#ui'
import { boardWords } from './board_words.ts'

function SoundSign({ playing, blocked }: SoundView) {
  const locale = useLocale()
  const speaks = useView(({ capabilities }) => capabilities?.announcer === true)
  if (!speaks && playing === null && !blocked) return null
  const [Icon, words] = blocked
    ? [VolumeX, boardWords.soundRefused]
    : playing !== null
      ? [Volume2, boardWords.speaking]
      : [Volume1, boardWords.soundOn]
  return (
    <p className="board-sound" data-state={blocked ? 'blocked' : playing !== null ? 'playing' : 'idle'}>
      <Icon aria-hidden />
      <span>{termText(words, locale)}</span>
    </p>
  )
}

/** Official name, sound, date and clock. */
export function BoardHeader({ name, sound }: { readonly name: Bilingual; readonly sound: SoundView }) {
  const now = useServerNow()
  const locale = useLocale()
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <header className="board-head">
      <span className="board-mark">
        <Pictogram name="logo" size="calc(64 * var(--u))" />
      </span>
      <div className="board-name">
        <h1>{termText(name, locale)}</h1>
        <p lang={other}>{termText(name, other)}</p>
      </div>
      <SoundSign {...sound} />
      <div className="board-time">
        <div className="board-date">
          <p>{dateText(now, locale)}</p>
          <p>{weekdayText(now, locale)}</p>
        </div>
        <time className="board-clock">{clockText(now)}</time>
      </div>
    </header>
  )
}
