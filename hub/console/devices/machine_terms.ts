import { hallTerms, keysOf, type Term, term } from '#ui'

const familyTerms: Readonly<Record<string, Term>> = {
  'id-card': term('身份证阅读器', 'ID card reader'),
  'ticket-printer': term('号票打印机', 'Ticket printer'),
  'code-scanner': term('扫码器', 'Code scanner'),
  'counter-sign': hallTerms.counterSign,
  'call-pad': term('呼叫器', 'Call pad'),
  evaluator: term('评价器', 'Evaluator'),
  'page-printer': term('A4 打印机', 'A4 printer'),
  announcer: hallTerms.announcer,
  'machine-record': term('终端自己的记录', 'Machine’s own record'),
  signage: hallTerms.signage,
  pad: hallTerms.pad,
  board: hallTerms.board,
}

/** The words for a device's family, or its own name for a family nobody has named. */
export const familyTerm = (family: string): Term => familyTerms[family] ?? term(family, family)

/** What a machine may be enrolled as. */
export const roleTerms = {
  kiosk: hallTerms.kiosk,
  query: hallTerms.queryMachine,
  counter: term('窗口工作站', 'Counter terminal'),
  pad: hallTerms.pad,
  display: term('叫号屏和语音', 'Board and announcements'),
  guide: hallTerms.guideDesk,
} as const satisfies Record<string, Term>

/** A role a machine may be enrolled in. */
export type EnrolRole = keyof typeof roleTerms

/** The roles in the order they are offered. */
export const enrolRoles = keysOf(roleTerms)
