import './scanner.css'
import { ScanQrCode } from 'lucide-react'
import { useState } from 'react'
import type { DockCommand, DockState } from '#protocol'
import { useText } from '#ui'
import { dockWords } from './dock_words.ts'
import { FaultChoice } from './fault_choice.tsx'
import { Panel } from './panel.tsx'

/** So many of the newest tickets can be held under the scanner by one press. */
const offered = 4

/** The scanner of the kiosk: the codes on fresh tickets, or any text as a code. */
export function Scanner({
  state,
  send,
}: {
  readonly state: DockState
  readonly send: (command: DockCommand) => void
}) {
  const text = useText(dockWords)
  const [typed, setTyped] = useState('')
  const papers = state.printer.papers.filter(({ qr }) => qr !== null).slice(0, offered)
  return (
    <Panel name="scanner" title={text.scanner}>
      {papers.length === 0 && <p className="none">{text.scannerNone}</p>}
      <div className="scanner-papers">
        {papers.map(({ id, number, qr }) => (
          <button
            key={id}
            type="button"
            className="quiet-button"
            data-testid={`scan-${id}`}
            onClick={() => send({ type: 'scan-code', text: qr ?? '' })}
          >
            {text.scanTicket(number ?? '—')}
          </button>
        ))}
      </div>
      <form
        className="scanner-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed !== '') send({ type: 'scan-code', text: typed })
        }}
      >
        <input
          value={typed}
          maxLength={300}
          aria-label={text.scannerCode}
          placeholder={text.scannerCode}
          data-testid="scan-text"
          onChange={({ target }) => setTyped(target.value)}
        />
        <button type="submit" className="quiet-button" data-testid="scan" disabled={typed === ''}>
          <ScanQrCode aria-hidden size={16} /> {text.scan}
        </button>
      </form>
      <FaultChoice
        device="scanner"
        fault={state.scanner.fault}
        faults={state.scanner.faults}
        onChoose={(fault) => send({ type: 'scanner-fault', fault })}
      />
    </Panel>
  )
}
