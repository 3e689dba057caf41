import './pad_pairing.css'
import { useEffect, useState } from 'react'
import { connectPage, usePage } from '#client'
import type { CounterConfig } from '#domain'
import { useTerm, useText } from '#ui'
import { padWords } from './words.ts'

/** The counters of the demo centre, as its board knows them; none where this is no demo. */
function useDemoCounters(): readonly CounterConfig[] {
  const page = usePage()
  const [counters, setCounters] = useState<readonly CounterConfig[]>([])
  useEffect(() => {
    let board: ReturnType<typeof connectPage> | null = null
    let over = false
    const look = async () => {
      const found = await page.call('demoAccess', { query: { page: 'board' } })
      if (!found.ok || over) return
      board = connectPage({ page: 'board' })
      board.store.subscribe(({ centre }) =>
        setCounters([...centre.counters.values()].filter(({ enabled }) => enabled)),
      )
    }
    void look()
    return () => {
      over = true
      board?.close()
    }
  }, [page])
  return counters
}

/** In the demo a pad needs no code: whose pad it is to be is chosen here. */
export function DemoCounters() {
  const text = useText(padWords)
  const say = useTerm()
  const counters = useDemoCounters()
  if (counters.length === 0) return null
  return (
    <nav className="pad-demo" aria-label={text.demoCounters} data-testid="pad-demo">
      <p>{text.demoCounters}</p>
      <div className="pad-chips">
        {counters.map(({ id, name }) => (
          <a key={id} className="pad-chip" href={`?counter=${encodeURIComponent(id)}`}>
            {say(name)}
          </a>
        ))}
      </div>
    </nav>
  )
}
