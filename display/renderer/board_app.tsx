import './board.css'
import { useEffect } from 'react'
import { useCentre, usePage, useServerNow, useView } from '#client'
import { type BoardView, boardView } from '#domain'
import { type Speaker, StaleBand, useSpeaker } from '#ui'
import { BoardHeader } from './board_header.tsx'
import { EmergencyScreen } from './emergency_screen.tsx'
import { NewestCall } from './newest_call.tsx'
import { PausedCounters } from './paused_counters.tsx'
import { Connecting, NoCallYet, PairBoard } from './quiet_screens.tsx'
import { RecentCalls } from './recent_calls.tsx'
import { MediumView } from './signage/medium_view.tsx'
import { useSignage } from './signage/use_signage.ts'
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

/** A screen of calls, or the signage player, on which the centre's media stand large. */
type Place = 'board' | 'signage'

/** The newest call in its place, whatever else there is. */
function Newest({ board }: { readonly board: BoardView }) {
  const open = board.counters.filter((counter) => counter.open).length
  return (
    <div className="board-newest">
      {board.newest === null ? (
        <NoCallYet open={open} />
      ) : (
        <NewestCall call={board.newest} silent={board.silent} />
      )}
    </div>
  )
}

/** Rows of the waiting list for which there is room below a medium; paused counters take some of it. */
const rowsBeside = ({ counters }: BoardView) => (counters.some(({ paused }) => paused !== null) ? 4 : 6)

/** Calls first; media beside them, or large with the calls beside those. */
function Calls({
  board,
  place,
  now,
}: {
  readonly board: BoardView
  readonly place: Place
  readonly now: number
}) {
  const wanted = useCentre(({ policy }) => (place === 'signage' ? 'full' : policy.signage.board))
  const signage = useSignage(wanted, now)
  const isFull = wanted === 'full' && signage.shown !== null
  return (
    <main className="board-main" data-layout={isFull ? 'full' : 'calls'}>
      <Newest board={board} />
      <RecentCalls calls={board.recent} />
      {isFull ? (
        <MediumView {...signage} />
      ) : (
        <aside className="board-side">
          <MediumView {...signage} />
          <WaitingList waiting={board.waiting} rows={signage.shown === null ? null : rowsBeside(board)} />
          <PausedCounters counters={board.counters} />
        </aside>
      )}
    </main>
  )
}

function Hall({ sound, place }: { readonly sound: Speaker; readonly place: Place }) {
  const now = useServerNow()
  const staleSince = useView((view) => view.staleSince)
  const board = useCentre((centre) => boardView(centre, now))
  if (board.emergency?.kind === 'plan') return <EmergencyScreen />
  return (
    <div className="board">
      {board.centreName !== null && <BoardHeader name={board.centreName} sound={sound} />}
      {staleSince !== null && (
        <div className="board-stale" data-testid="board-stale">
          <StaleBand since={staleSince} />
        </div>
      )}
      <Calls board={board} place={place} now={now} />
      <Ticker notices={board.notices} />
    </div>
  )
}

/** The hall's board: calls, waiting, media and notices; never a name. */
export function BoardApp({ place }: { readonly place: Place }) {
  const sound = useAnnouncements()
  const access = useView((view) => view.access)
  const isKnown = useView((view) => view.revision > 0)
  if (access === 'needs-pairing') return <PairBoard />
  return isKnown ? <Hall sound={sound} place={place} /> : <Connecting />
}
