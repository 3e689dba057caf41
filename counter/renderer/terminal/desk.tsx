import { useEffect } from 'react'
import { useView } from '#client'
import { OfflineBand, StaleBand } from '#ui'
import { type Hotkeys, useHotkeys } from '#ui/staff'
import { ActionPanel } from './action_panel.tsx'
import { deskKeys, refusalNow } from './desk_rules.ts'
import { DeviceBar } from './device_bar.tsx'
import { Dialogs } from './dialogs/dialogs.tsx'
import { EmergencyBand } from './emergency_band.tsx'
import { QueuePanel } from './queue_panel.tsx'
import { ServingPanel } from './serving_panel.tsx'
import { TopBar } from './top_bar.tsx'
import { type DeskControl, DeskProvider, useDeskControl } from './use_desk.ts'

/** The F-keys work wherever the focus is, in a field of a form too. */
function useDeskKeys(control: DeskControl | null) {
  const table: Record<string, () => void> = {}
  for (const [key, action] of deskKeys) table[key] = () => control?.press(action)
  const hotkeys: Hotkeys = table
  useHotkeys(hotkeys)
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]')

/** Ctrl+Z takes the last step back, except where it means the text being typed. */
function useUndoKey(control: DeskControl | null) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || isTyping(event.target))
        return
      event.preventDefault()
      // While something is being asked, the step before it stays: Esc leaves the question.
      if (control === null || control.ask !== null || event.repeat) return
      const refusal = refusalNow(control.desk, { type: 'undo' })
      if (refusal === null) void control.run({ type: 'undo' })
      else control.say(refusal)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [control])
}

/** How the link stands: working on without the hub, or only showing what was. */
function LinkBand() {
  const staleSince = useView((view) => view.staleSince)
  const link = useView((view) => view.hubLink)
  if (staleSince !== null && link !== null && !link.connected && link.pending !== null)
    return <OfflineBand since={staleSince} pending={link.pending} />
  return <StaleBand since={staleSince} />
}

/** The terminal of one open counter. */
export function Desk(props: {
  readonly counterId: string
  readonly staffId: string
  readonly onLogout: () => void
}) {
  const control = useDeskControl(props.counterId, props.staffId, props.onLogout)
  useDeskKeys(control)
  useUndoKey(control)
  if (control === null) return null
  return (
    <DeskProvider value={control}>
      <div className="desk">
        <div className="desk-bands">
          <EmergencyBand />
          <LinkBand />
        </div>
        <TopBar />
        <QueuePanel />
        <ServingPanel />
        <ActionPanel />
        <DeviceBar />
      </div>
      <Dialogs />
    </DeskProvider>
  )
}
