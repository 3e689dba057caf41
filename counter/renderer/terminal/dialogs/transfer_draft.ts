import type { DeskBody } from '../use_desk.ts'

/** What a number can be sent to. */
export type TransferTarget = 'service' | 'counter' | 'staff'

/** The transfer form as it is being filled in. */
export interface TransferDraft {
  readonly kind: TransferTarget
  readonly targetId: string | null
  readonly position: 'taken' | 'front' | 'after' | 'end'
  /** Stands behind this many, when `position` is 'after'. */
  readonly after: number
  readonly note: string
  readonly returnToMe: boolean
}

/** The command a filled-in form stands for; null while no target is chosen. */
export function transferBody(draft: TransferDraft): Extract<DeskBody, { type: 'transfer' }> | null {
  const { kind, targetId, position, after, returnToMe } = draft
  if (targetId === null) return null
  const target = {
    service: { serviceId: targetId },
    counter: { toCounterId: targetId },
    staff: { staffId: targetId },
  }
  const note = draft.note.trim()
  return {
    type: 'transfer',
    ...target[kind],
    position: position === 'after' ? { after } : position,
    returnToMe,
    ...(note === '' ? {} : { note }),
  }
}
