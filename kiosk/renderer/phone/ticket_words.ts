import { hallTerms, type Term, term } from '#ui'

/** Words of the phone page; both languages stand on it at once. */
export const phoneWords = {
  yourNumber: term('您的号码', 'Your number'),
  ahead: term('前面', 'Ahead of you'),
  wait: term('预计等候', 'Expected wait'),
  place: term('请到', 'Please go to'),
  notFound: term('没有找到这个号码', 'There is no such number'),
  notFoundHelp: term(
    '号码当日有效。请到导服台询问。',
    'Numbers are valid for one day. Please ask at the information desk.',
  ),
  loading: term('正在查询', 'Looking it up'),
  updates: term('每 10 秒自动更新', 'Updated every 10 seconds'),
} as const satisfies Record<string, Term>

/** What to do now, by the state of the ticket. */
const advice: Readonly<Record<string, Term>> = {
  ISSUING: term('请取走号票', 'Please take your ticket'),
  WAITING: term('请在等候区就座，留意叫号', 'Please take a seat and wait for your call'),
  CALLED: term('叫到您了，请马上到窗口', 'You have been called: please go now'),
  SERVING: term('正在为您办理', 'You are being served'),
  HELD: term('请听窗口工作人员的安排', 'The staff at your counter will tell you when to return'),
  MISSED: term('已经过号，请到导服台恢复排队', 'You missed your call: please ask at the information desk'),
  DONE: term('已办结，谢谢您', 'Finished. Thank you'),
}

const overAdvice = term(
  '这个号码已经结束，需要时请重新取号',
  'This number is over; please take a new one if needed',
)

/** What the holder of a ticket should do now. */
export const adviceFor = (state: string): Term => advice[state] ?? overAdvice

/** The counter by its name, by its number, or the board that shows it. */
export function placeTerm(counterId: string | null, counterName: Term | undefined): Term | null {
  if (counterId === null) return null
  if (counterName !== undefined) return counterName
  if (/^\d+$/.test(counterId)) return term(`${counterId}号窗口`, `Counter ${counterId}`)
  return term(`${hallTerms.board.zh}显示的窗口`, 'the counter on the board')
}
