import type { StaffRole } from './catalogue.ts'
import type { Actor, CommandType, DeviceRole } from './commands.ts'

/** Who may send a command: device roles, staff roles, or the hub itself. */
export type Grantee = `device:${DeviceRole}` | `staff:${StaffRole}` | 'system'

const counterWork: readonly Grantee[] = ['device:counter', 'staff:counter', 'staff:guide', 'staff:manager']
const agents: readonly Grantee[] = [
  'device:kiosk',
  'device:query',
  'device:counter',
  'device:pad',
  'device:display',
  'device:guide',
]
const office: readonly Grantee[] = ['staff:manager', 'staff:admin']
const admins: readonly Grantee[] = ['staff:manager', 'staff:admin', 'system']

/** The table of rights: command × role, deny by default. */
export const permissions: Readonly<Record<CommandType, readonly Grantee[]>> = {
  open: counterWork,
  close: counterWork,
  'call-next': counterWork,
  'call-number': counterWork,
  recall: counterWork,
  arrive: counterWork,
  absent: counterWork,
  finish: counterWork,
  hold: counterWork,
  resume: counterWork,
  transfer: counterWork,
  'next-service': counterWork,
  recuse: counterWork,
  left: counterWork,
  pause: counterWork,
  unpause: counterWork,
  undo: counterWork,
  issue: ['device:kiosk', 'device:guide', 'staff:guide', 'staff:manager'],
  'print-result': ['device:kiosk', 'device:guide', 'staff:guide', 'staff:manager'],
  reprint: ['device:kiosk', 'device:guide', 'staff:guide', 'staff:manager'],
  cancel: ['device:kiosk', 'device:guide', 'staff:guide', 'staff:manager'],
  reactivate: ['device:kiosk', 'device:guide', ...counterWork],
  book: ['device:guide', 'staff:guide', 'staff:manager', 'system'],
  'check-in': ['device:kiosk', 'device:guide', 'staff:guide', 'staff:manager'],
  'move-booking': ['device:guide', 'staff:guide', 'staff:manager'],
  'cancel-booking': ['device:kiosk', 'device:guide', 'staff:guide', 'staff:manager', 'system'],
  'walk-out': ['device:kiosk', 'device:guide', ...counterWork],
  'document-ready': ['device:guide', 'system', ...counterWork],
  'grant-priority': ['device:guide', 'staff:guide', 'staff:manager'],
  bar: ['staff:guide', 'staff:manager'],
  'lift-bar': ['staff:guide', 'staff:manager'],
  rate: ['device:pad'],
  'begin-rating': ['device:pad'],
  'lapse-rating': ['device:pad', 'system'],
  'ask-rating-task': ['system'],
  'begin-rating-task': office,
  'answer-rating-task': office,
  'sign-report': office,
  'note-receipt': ['system'],
  'save-activity': office,
  'raise-emergency': [
    'device:counter',
    'device:guide',
    'staff:counter',
    'staff:guide',
    'staff:manager',
    'staff:admin',
  ],
  'end-emergency': ['staff:guide', 'staff:manager'],
  'report-device': agents,
  'report-announcement': agents,
  'change-roll': ['staff:guide', 'staff:manager', 'staff:admin'],
  'save-medium': admins,
  'remove-medium': admins,
  'report-plays': ['device:display'],
  attach: ['staff:counter', 'staff:guide', 'staff:manager'],
  configure: admins,
  'save-service': admins,
  'save-counter': admins,
  'save-staff': admins,
  'save-ticket-template': admins,
  'open-day': admins,
  'close-day': admins,
  tick: ['system'],
  'lease-numbers': ['device:kiosk'],
  'merge-offline': ['device:kiosk', 'device:counter'],
  'settle-conflict': ['staff:guide', 'staff:manager'],
  'begin-epoch': ['system'],
}

/** Whether an actor may send a command of this type at all. */
export function isPermitted(actor: Actor, type: CommandType): boolean {
  const granted = permissions[type]
  if (actor.kind === 'system') return granted.includes('system')
  if (actor.kind === 'device') return granted.includes(`device:${actor.role}`)
  return actor.roles.some((role) => granted.includes(`staff:${role}`))
}
