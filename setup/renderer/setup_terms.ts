import type { SiteLevel } from '#domain'
import type { DeviceName, PlaceProbed, ShellRole } from '#protocol'
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

/** The families of devices a machine can have. */
export const deviceTerms: Readonly<Record<DeviceName, Term>> = {
  idCard: term('身份证阅读器', 'ID card reader'),
  codeScanner: term('扫码器', 'Code scanner'),
  ticketPrinter: term('号票打印机', 'Ticket printer'),
  secondTicketPrinter: term('备用号票打印机', 'Second ticket printer'),
  pagePrinter: term('A4 打印机', 'A4 printer'),
  signLine: term('窗口LED屏', 'Counter signs (LED)'),
  callPads: term('呼叫器', 'Call pads'),
  evaluator: term('评价器', 'Evaluator'),
  announcer: term('叫号扬声', 'Announcer'),
}

/** Why a port could not be asked, and what to do about it. */
export const portTroubleTerms: Readonly<Record<NonNullable<PlaceProbed['trouble']>, Term>> = {
  busy: term(
    '正被别的程序使用，请先关闭厂家软件',
    'in use by another program: close the maker’s software first',
  ),
  forbidden: term(
    '没有权限打开，请把用户加入 dialout 和 lp 组后重新登录',
    'not allowed: add the user to the groups dialout and lp, then log in again',
  ),
  missing: term('找不到，请查接线和写法', 'not there: check the cable and how it is written'),
  other: term('打不开，请重新插拔后再试', 'cannot be opened: unplug it, plug it in and try again'),
}
