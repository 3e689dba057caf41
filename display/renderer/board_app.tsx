import './board.css'
import { useEffect } from 'react'
import { useCentre, usePage, useServerNow, useView } from '#client'
import { boardView } from '#domain'
import { type Speaker, StaleBand, useSpeaker } from '#ui'
import { BoardHeader } from './board_header.tsx'
import { EmergencyScreen } from './emergency_screen.tsx'
import { NewestCall } from './newest_call.tsx'
import { PausedCounters } from './paused_counters.tsx'
import { Connecting, NoCallYet, PairBoard } from './quiet_screens.tsx'
import { RecentCalls } from './recent_calls.tsx'
import { Ticker } from './ticker.tsx'
import { WaitingList } from './waiting_list.tsx'

/** Announcements of the hall's agent come out of this board's own loudspeaker. */
function useAnnouncements(): Speaker {
  const page = usePage()
  const speaker = useSpeaker()
  const { say } = speaker
  useEffect(
    () =>
      page.onMessage((message) => {
        if (message.type !== 'announce' && message.type !== 'announce-text') return
        const { id } = message
        say(message, (end) => void page.tell({ type: 'announced', id, end }))
      }),
    [page, say],
  )
  return speaker
}

function Hall({ sound }: { readonly sound: Speaker }) {
  const now = useServerNow()
  const staleSince = useView((view) => view.staleSince)
  const board = useCentre((centre) => boardView(centre, now))
  if (board.emergency?.kind === 'plan') return <EmergencyScreen />
  const open = board.counters.filter((counter) => counter.open).length
  return (
    <div className="board">
      {board.centreName !== null && <BoardHeader name={board.centreName} sound={sound} />}
      {staleSince !== null && (
        <div className="board-stale" data-testid="board-stale">
          <StaleBand since={staleSince} />
        </div>
      )}
      <main className="board-main">
        {board.newest === null ? (
          <NoCallYet open={open} />
        ) : (
          <NewestCall call={board.newest} silent={board.silent} />
        )}
        <RecentCalls calls={board.recent} />
        <aside className="board-side">
          <WaitingList waiting={board.waiting} />
          <PausedCounters counters={board.counters} />
        </aside>
      </main>
      <Ticker notices={board.notices} />
    </div>
  )
}

/** The hall's board: calls, waiting and notices; never a name. */
export function BoardApp() {
  const sound = useAnnouncements()
  const access = useView((view) => view.access)
  const isKnown = useView((view) => view.revision > 0)
  if (access === 'needs-pairing') return <PairBoard />
  return isKnown ? <Hall sound={sound} /> : <Connecting />
}
