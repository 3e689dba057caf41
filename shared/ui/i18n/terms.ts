import type {
  BookingState,
  PauseReason,
  PriorityClass,
  RatingMarks,
  ServiceGroup,
  TicketState,
} from '#domain'
import { type Term, term, termText } from './term.ts'
import { useLocale } from './ui_store.ts'

/** Words of the service hall (mission S8: one table for every screen, ticket and voice). */
export const hallTerms = {
  legalService: term('公共法律服务', 'Public legal services'),
  centre: term('中心', 'Centre'),
  station: term('工作站', 'Station'),
  serviceRoom: term('工作室', 'Service room'),
  kiosk: term('取号机', 'Ticket kiosk'),
  queryMachine: term('查询机', 'Information kiosk'),
  guideDesk: term('导服台', 'Information desk'),
  counter: term('窗口', 'Counter'),
  room: term('调解室', 'Mediation room'),
  board: term('叫号屏', 'Call board'),
  pad: term('评价屏', 'Rating pad'),
  counterSign: term('窗口屏', 'Counter sign'),
  announcer: term('叫号扬声', 'Announcements'),
  signage: term('宣传', 'Notices'),
  service: term('业务', 'Service'),
  ticket: term('号票', 'Ticket'),
  number: term('号码', 'Number'),
  visit: term('来访', 'Visit'),
  matter: term('事项', 'Matter'),
  rating: term('评价', 'Rating'),
  booking: term('预约', 'Booking'),
  priority: term('优先', 'Priority'),
  reprint: term('补打', 'Reprint'),
  overtime: term('延时服务', 'Extended hours'),
  staff: term('工作人员', 'Staff'),
  post: term('岗位', 'Post'),
  adviser: term('居村法律顾问', 'Community legal adviser'),
  ledger: term('工作台账', 'Work ledger'),
  idCard: term('身份证', 'ID card'),
  supervisionPhone: term('监督电话', 'Supervision line'),
  hotline: term('12348 法律服务热线', '12348 legal helpline'),
} as const satisfies Record<string, Term>

/** The four top groups of the service menu (mission S4), in the plan's order. */
export const serviceGroupTerms = {
  consultation: term('法律事务咨询', 'Legal advice'),
  mediation: term('矛盾纠纷化解', 'Dispute resolution'),
  aid: term('困难群众维权', 'Help for people in need'),
  guidance: term('法律服务指引和提供', 'Guidance and services'),
} as const satisfies Record<ServiceGroup, Term>

/** Whether a service can be had now. */
export const serviceStateTerms = {
  open: term('可取号', 'Open'),
  paused: term('暂停', 'Paused'),
  full: term('已满', 'Full today'),
  closed: term('未开放', 'Closed'),
} as const satisfies Record<string, Term>

/** States of a ticket (queue rules: states). */
export const ticketStateTerms = {
  BOOKED: term('已预约', 'Booked'),
  ISSUING: term('出票中', 'Printing'),
  WAITING: term('等候中', 'Waiting'),
  CALLED: term('已叫号', 'Called'),
  SERVING: term('办理中', 'Being served'),
  HELD: term('已挂起', 'On hold'),
  MISSED: term('已过号', 'Missed'),
  DONE: term('已办结', 'Done'),
  CANCELLED: term('已取消', 'Cancelled'),
  BOOKING_MISSED: term('预约未到', 'Booking missed'),
  VOID: term('已作废', 'Void'),
  ABANDONED: term('中途离开', 'Left during service'),
  WALKED_OUT: term('等候中离开', 'Left before call'),
  NO_SHOW: term('未到', 'No-show'),
  EXPIRED: term('已过期', 'Expired'),
} as const satisfies Record<TicketState | 'BOOKED' | 'BOOKING_MISSED', Term>

/** What can be done at a counter (queue rules: transitions). */
export const counterActionTerms = {
  open: term('开窗', 'Open counter'),
  close: term('关窗', 'Close counter'),
  'call-next': term('呼叫下一位', 'Call next'),
  call: term('呼叫', 'Call'),
  'call-number': term('特呼', 'Call a number'),
  recall: term('重呼', 'Recall'),
  arrive: term('已到窗口', 'Arrived'),
  absent: term('过号', 'Absent'),
  finish: term('办结', 'Finish'),
  hold: term('挂起', 'Hold'),
  resume: term('恢复办理', 'Resume'),
  transfer: term('转移', 'Transfer'),
  recuse: term('回避', 'Recuse'),
  'next-service': term('下一业务', 'Next service'),
  pause: term('暂停服务', 'Pause'),
  unpause: term('恢复服务', 'Resume service'),
  undo: term('撤销', 'Undo'),
  reactivate: term('恢复排队', 'Put back in queue'),
  emergency: term('紧急求助', 'Emergency'),
} as const satisfies Record<string, Term>

/** How a booking stands. */
export const bookingStateTerms = {
  BOOKED: term('已预约', 'Booked'),
  CHECKED_IN: term('已签到', 'Checked in'),
  CANCELLED: term('已取消', 'Cancelled'),
  BOOKING_MISSED: term('未到', 'Did not come'),
} as const satisfies Record<BookingState, Term>

/** Why a counter is paused. */
export const pauseReasonTerms = {
  meeting: term('会议', 'Meeting'),
  break: term('休息', 'Break'),
  equipment: term('设备故障', 'Equipment fault'),
  handover: term('换班', 'Shift change'),
} as const satisfies Record<PauseReason, Term>

/** Levels of a rating, 5 the best. */
export const ratingLevelTerms = {
  5: term('非常满意', 'Very satisfied'),
  4: term('满意', 'Satisfied'),
  3: term('基本满意', 'Fair'),
  2: term('不满意', 'Dissatisfied'),
  1: term('非常不满意', 'Very dissatisfied'),
} as const satisfies Record<1 | 2 | 3 | 4 | 5, Term>

/** A level of a rating, 5 the best. */
export type RatingLevel = keyof typeof ratingLevelTerms

/** The three dimensions of a rating (mission S25). */
export const ratingDimensionTerms = {
  attitude: term('服务态度', 'Courtesy'),
  efficiency: term('办事效率', 'Efficiency'),
  competence: term('政策和业务水平', 'Knowledge of policy and practice'),
} as const satisfies Record<Exclude<keyof RatingMarks, 'overall'>, Term>

/** What may have been wrong with a visit, in the order in which the pad offers it: a closed list, to be counted. */
export const ratingReasonTerms = {
  'attitude-cold': term('态度冷淡', 'Unfriendly'),
  'waited-too-long': term('等候太久', 'Waited too long'),
  unclear: term('解释不清', 'Not explained clearly'),
  'changed-requirements': term('材料要求多次变化', 'Requirements kept changing'),
  'passed-around': term('推诿', 'Passed around'),
  facilities: term('环境设施', 'Premises or equipment'),
  other: term('其他', 'Something else'),
} as const satisfies Record<string, Term>

/** Classes of priority, and the ordinary one. */
export const priorityTerms = {
  military: term('军人优先', 'Military priority'),
  elderly: term('老年人', 'Older person'),
  disabled: term('残疾人', 'Person with a disability'),
  pregnant: term('孕妇', 'Expectant mother'),
  illness: term('重病', 'Serious illness'),
  fire: term('消防救援', 'Fire and rescue'),
  returned: term('挂起后返回', 'Back from hold'),
  normal: term('普通', 'Ordinary'),
} as const satisfies Record<PriorityClass, Term>

/** Reads terms and the catalogue's names in the language now chosen. */
export function useTerm(): (words: Term) => string {
  const locale = useLocale()
  return (words) => termText(words, locale)
}
