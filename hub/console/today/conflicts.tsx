import { Button } from 'antd'
import { GitCompareArrows } from 'lucide-react'
import { useCentre } from '#client'
import type { Conflict } from '#domain'
import { clockText, type RatingLevel, ratingLevelTerms, useTerm, useText } from '#ui'
import { useSave } from '../use_save.ts'
import { conflictWords, didWords } from './conflict_words.ts'
import { NeedsCard } from './needs_card.tsx'

function Row({ conflict }: { readonly conflict: Conflict }) {
  const text = useText(conflictWords)
  const did = useText(didWords)
  const say = useTerm()
  const save = useSave()
  const counter = useCentre(({ counters }) => counters.get(conflict.counterId ?? ''))
  const where = counter === undefined ? conflict.deviceId : say(counter.name)
  const steps = conflict.steps.map(({ at, did: name, rating }) => {
    const marks = rating === undefined ? [] : [say(ratingLevelTerms[rating.marks.overall as RatingLevel])]
    return [clockText(at), did[name as keyof typeof did] ?? name, ...marks].join(' ')
  })
  const more = (conflict.count ?? 0) - conflict.steps.length
  const settle = () => void save.run({ name: 'settle-conflict', conflictId: conflict.id, body: {} })
  return (
    <li data-testid={`conflict-${conflict.number}`}>
      <b>{conflict.number}</b>
      <span>
        {text[conflict.kind]}
        <small>
          {[conflict.businessDay, where, ...steps, more > 0 && text.more(more)].filter(Boolean).join(' · ')}
        </small>
      </span>
      <Button size="small" onClick={settle} disabled={save.isBusy} data-testid={`settle-${conflict.number}`}>
        {text.settle}
      </Button>
    </li>
  )
}

/** What was done while the hub was away and does not fit; nothing while there is none. */
export function Conflicts() {
  const text = useText(conflictWords)
  const conflicts = useCentre((centre) => [...centre.conflicts.values()])
  if (conflicts.length === 0) return null
  return (
    <NeedsCard
      icon={GitCompareArrows}
      title={text.title}
      body={text.body}
      testId="conflicts"
      className="conflicts"
    >
      {conflicts.map((conflict) => (
        <Row key={conflict.id} conflict={conflict} />
      ))}
    </NeedsCard>
  )
}
