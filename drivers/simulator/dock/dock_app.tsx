import './dock.css'
import { LiveMark, PageBar, usePageAttributes, useText } from '#ui'
import { AudioLog } from './audio_log.tsx'
import { CardReader } from './card_reader.tsx'
import { dockWords } from './dock_words.ts'
import { EvaluatorPanel, PadPanel } from './key_panels.tsx'
import { Printer } from './printer.tsx'
import { Scanner } from './scanner.tsx'
import { Signs } from './signs.tsx'
import { useDock } from './use_dock.ts'

/** The workbench: every simulated device as it would look, to be touched and to be broken. */
export function DockApp() {
  usePageAttributes('staff')
  const text = useText(dockWords)
  const dock = useDock()
  const { status, state, send } = dock
  return (
    <div className="dock" data-testid="dock" data-status={status}>
      <PageBar picture="logo" title={text.title} lead={text.lead}>
        <LiveMark isLive={status === 'live'}>{text[status]}</LiveMark>
      </PageBar>
      {state !== null && (
        <main className="dock-bench">
          <div className="dock-side">
            <CardReader state={state} send={send} />
            <EvaluatorPanel state={state.evaluator} send={send} />
          </div>
          <div className="dock-side">
            <Printer state={state.printer} send={send} />
            <PadPanel state={state.pad} send={send} />
          </div>
          <div className="dock-side">
            <Scanner state={state} send={send} />
            <Signs state={state.signs} send={send} />
            <AudioLog dock={dock} log={state.audio.log} />
          </div>
        </main>
      )}
    </div>
  )
}
