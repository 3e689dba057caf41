import type { SiteLevel } from '#domain'
import type { ShellRole } from '#protocol'
import { type Term, term } from '#ui'

/** What a shell is set up as. */
export const shellRoleTerms: Readonly<Record<ShellRole, Term>> = {
  kiosk: term('设置取号机', 'Set up the ticket kiosk'),
  query: term('设置查询机', 'Set up the query machine'),
  counter: term('设置窗口工作站', 'Set up the counter terminal'),
  display: term('设置叫号屏', 'Set up the display'),
}

const deviceRoles: Readonly<Record<string, Term>> = {
  kiosk: term('取号机', 'ticket kiosk'),
  query: term('查询机', 'query machine'),
  counter: term('窗口工作站', 'counter terminal'),
  guide: term('导服台', 'guide desk'),
  pad: term('评价屏', 'evaluation pad'),
  display: term('叫号屏', 'display'),
}

/** The name of a device role the hub named; the role itself when it is one this version does not know. */
export const deviceRoleTerm = (role: string): Term => deviceRoles[role] ?? term(role, role)

/** The four levels of the one network (S1). */
export const levelTerms: Readonly<Record<SiteLevel, Term>> = {
  city: term('市级中心', 'City centre'),
  district: term('区级中心', 'District centre'),
  street: term('街镇工作站', 'Street or town station'),
  room: term('居村工作室', 'Neighbourhood or village office'),
}
