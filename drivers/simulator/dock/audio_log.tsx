import './audio_log.css'
import { Volume1, Volume2, VolumeX } from 'lucide-react'
import { clockText, useText } from '#ui'
import { dockWords } from './dock_words.ts'
import { Panel } from './panel.tsx'
import type { Dock } from './use_dock.ts'

/** What the hall heard, newest first; a page that listens along plays it too. */
export function AudioLog({ dock, log }: { readonly dock: Dock; readonly log: readonly AudioEntry[] }) {
  const text = useText(dockWords)
  const { sound, isListening } = dock
  return (
    <Panel
      name="audio"
      title={text.audio}
      side={
        <button
          type="button"
          role="switch"
          className="switch"
          aria-checked={isListening}
          data-testid="listen-along"
          onClick={() => dock.setListening(!isListening)}
        >
          <span className="switch-track" aria-hidden />
          {text.listen}
        </button>
      }
    >
      {sound.blocked && isListening && (
        <p className="audio-refused">
          <VolumeX aria-hidden /> {text.refused}
        </p>
      )}
      <ol className="audio-log" data-testid="audio-log">
        {log.length === 0 && <li className="none">{text.silence}</li>}
        {log.map((entry) => {
          const isPlaying = sound.playing?.id === entry.id
          const Icon = isPlaying ? Volume2 : Volume1
          return (
            <li key={entry.id} data-playing={isPlaying}>
              <Icon aria-label={isPlaying ? text.playing : undefined} />
              <span className="audio-text">{entry.text}</span>
              <time>{clockText(Date.parse(entry.at))}</time>
              <span className="audio-length">{text.seconds((entry.durationMs / 1_000).toFixed(1))}</span>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}

interface AudioEntry {
  readonly id: string
  readonly at: string
  readonly text: string
  readonly durationMs: number
}
