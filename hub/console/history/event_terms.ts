import type { EventType } from '#domain'
import { type Term, term } from '#ui'

/** What can happen to a ticket, as staff say it. */
export const ticketEventTerms: { readonly [Type in EventType]?: Term } = {
  TicketIssued: term('取号', 'Number taken'),
  TicketPrinted: term('出票', 'Paper printed'),
  TicketPrintUnknown: term('未确认出票', 'Print not confirmed'),
  TicketVoided: term('作废', 'Voided'),
  TicketReprinted: term('补打', 'Printed again'),
  TicketCalled: term('叫号', 'Called'),
  TicketRecalled: term('重呼', 'Called again'),
  TicketArrived: term('开始办理', 'Service began'),
  TicketMissed: term('过号', 'Missed'),
  TicketReactivated: term('过号恢复', 'Back in the queue'),
  TicketHeld: term('挂起', 'Held'),
  TicketResumed: term('恢复', 'Resumed'),
  TicketTransferred: term('转办', 'Transferred'),
  TicketNextLeg: term('转下一项业务', 'Next service'),
  TicketReclassified: term('优先变更', 'Priority changed'),
  TicketRecused: term('回避', 'Recused'),
  TicketFinished: term('办结', 'Finished'),
  TicketLeft: term('离开', 'Left'),
  TicketCancelled: term('取消', 'Cancelled'),
  TicketNoShow: term('未到', 'No-show'),
  TransitionUndone: term('撤销上一步', 'Undone'),
  RatingOpened: term('邀请评价', 'Rating asked for'),
  RatingRecorded: term('已评价', 'Rated'),
  RatingLapsed: term('未评价', 'Not rated'),
  DayClosed: term('业务日结束，号码过期', 'Day closed, number expired'),
}
