import type { z } from 'zod'
import {
  bookingReply,
  counterReply,
  doneReply,
  leaseReply,
  mergeReply,
  ticketReply,
  type WireCommand,
  type WireCommandInput,
} from '#protocol'

type WithoutId<Body> = Body extends unknown
  ? Omit<Body, 'commandId'> & { readonly commandId?: string }
  : never

type Draft<Command> = Command extends { readonly body: infer Body }
  ? Omit<Command, 'body'> & { readonly body: WithoutId<Body> }
  : never

/** A command as a page writes it: its id may be left out, the client makes one. */
export type CommandDraft = Draft<WireCommandInput>

/** What each command is answered with when it is granted. */
export const commandReplies = {
  issue: ticketReply,
  'print-result': ticketReply,
  reprint: ticketReply,
  cancel: ticketReply,
  reactivate: ticketReply,
  'walk-out': ticketReply,
  'document-ready': ticketReply,
  'grant-priority': ticketReply,
  bar: doneReply,
  book: bookingReply,
  'check-in': ticketReply,
  'move-booking': bookingReply,
  'cancel-booking': bookingReply,
  counter: counterReply,
  rate: doneReply,
  'lift-bar': doneReply,
  'begin-rating': doneReply,
  'lapse-rating': doneReply,
  'raise-emergency': doneReply,
  'end-emergency': doneReply,
  'close-day': doneReply,
  'save-service': doneReply,
  'save-counter': doneReply,
  'save-staff': doneReply,
  'save-ticket-template': doneReply,
  configure: doneReply,
  'report-device': doneReply,
  'change-roll': doneReply,
  'report-announcement': doneReply,
  'save-medium': doneReply,
  'remove-medium': doneReply,
  'report-plays': doneReply,
  'lease-numbers': leaseReply,
  'merge-offline': mergeReply,
  'settle-conflict': doneReply,
  'begin-rating-task': doneReply,
  'answer-rating-task': doneReply,
  'sign-report': doneReply,
  'save-activity': doneReply,
} as const satisfies Record<WireCommand['name'], z.ZodType>

/** The granted answer of one kind of command. */
export type CommandReply<Name extends WireCommand['name']> = z.infer<(typeof commandReplies)[Name]>
