import type { CounterConfig, Staff, StaffRole } from '#domain'
import { hallTerms, type Term, term } from '#ui'

/** What a place of service is. */
export const kindTerms = {
  counter: hallTerms.counter,
  room: term('房间', 'Room'),
} as const satisfies Record<CounterConfig['kind'], Term>

/** Kinds of employment (mission S41). */
export const personnelTerms = {
  employed: term('在编人员', 'Employed'),
  contracted: term('购买服务', 'Contracted'),
  lawyer: term('律师', 'Lawyer'),
  notary: term('公证员', 'Notary'),
  mediator: term('人民调解员', 'Mediator'),
  volunteer: term('志愿者', 'Volunteer'),
} as const satisfies Record<Staff['personnel'], Term>

/** What staff may do; keys carry a prefix in lists because 'counter' is also a kind of place. */
export const roleTerms = {
  counter: term('窗口办理', 'Counter work'),
  guide: hallTerms.guideDesk,
  manager: term('负责人', 'Manager'),
  admin: term('系统管理', 'Administrator'),
} as const satisfies Record<StaffRole, Term>

/** Roles whose name no other list uses. */
export const roleNames = {
  guide: roleTerms.guide,
  manager: roleTerms.manager,
  admin: roleTerms.admin,
} as const
