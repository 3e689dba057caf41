import './history.css'
import { Alert } from 'antd'
import { useState } from 'react'
import { useText } from '#ui'
import { historyWords } from './history_words.ts'
import { Results } from './results.tsx'
import { SearchForm } from './search_form.tsx'
import { StoryDrawer } from './story_drawer.tsx'
import { type Found, useSearch } from './use_search.ts'

/** 历史查询: tickets of any day, and what happened to each. */
export function History() {
  const text = useText(historyWords)
  const search = useSearch()
  const [opened, setOpened] = useState<Found['tickets'][number] | null>(null)
  return (
    <div className="history">
      <header className="section-head">
        <h2>{text.title}</h2>
      </header>
      <SearchForm isBusy={search.isBusy} onAsk={(asked) => void search.ask(asked)} onClear={search.clear} />
      {search.fault !== null && <Alert type="warning" showIcon title={search.fault} role="alert" />}
      <Results search={search} onOpen={setOpened} />
      <StoryDrawer ticket={opened} onClose={() => setOpened(null)} />
    </div>
  )
}
