import type { ComponentType } from 'react'
import type { Ask } from '../desk_rules.ts'
import { useDesk } from '../use_desk.ts'
import { CallNumberDialog } from './call_number_dialog.tsx'
import { EmergencyDialog } from './emergency_dialog.tsx'
import { HoldDialog } from './hold_dialog.tsx'
import { NextServiceDialog } from './next_service_dialog.tsx'
import { RecuseDialog } from './recuse_dialog.tsx'
import { TransferDialog } from './transfer_dialog.tsx'

const dialogs: Partial<Record<Ask, ComponentType>> = {
  transfer: TransferDialog,
  hold: HoldDialog,
  'call-number': CallNumberDialog,
  recuse: RecuseDialog,
  'next-service': NextServiceDialog,
  emergency: EmergencyDialog,
}

/** The form now open, if any. */
export function Dialogs() {
  const { ask } = useDesk()
  const Dialog = ask === null ? undefined : dialogs[ask]
  return Dialog === undefined ? null : <Dialog />
}
