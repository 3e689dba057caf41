import type { Candidate, Explanation } from '#domain'
import { dictionary, type Locale, priorityTerms, termText, textOf } from '#ui'
import { minutesText, waitedText } from './wording.ts'

const words = dictionary({
  'zh-CN': {
    byNumber: (reason: string) => `特呼，原因：${reason}。`,
    guard: (waited: string) => `已连续叫过优先号，为公平先叫普通号：${waited}。`,
    condition: (waited: string) => `本窗口的条件已满足，先叫此业务：${waited}。`,
    front: '转移时指定排在最前。',
    overdue: (waited: string, target: string) => `${waited}，超过 ${target}的等候承诺，先叫超时最久的。`,
    booking: '预约时间已到。',
    order: (waited: string, among: number) => `按取号先后：${waited}，在 ${among} 位等候者中最先。`,
    priority: (name: string, waited: string, score: number) => `${name}：${waited}，排队分 ${score}。`,
    runnerUp: (number: string) => `其次是 ${number}。`,
    avoided: (numbers: string) => `${numbers} 依照回避规定由其他同事办理。`,
    version: (version: number) => `叫号规则第 ${version} 版。`,
    shortFront: '指定最前',
    shortOverdue: '已超承诺',
    shortBooking: '预约',
    shortOrder: '按先后',
  },
  en: {
    byNumber: (reason: string) => `Called out of order. Reason: ${reason}.`,
    guard: (waited: string) =>
      `Several priority numbers in a row: in fairness an ordinary one, which has ${waited}.`,
    condition: (waited: string) => `A condition of this counter calls this service first: it has ${waited}.`,
    front: 'Placed at the front when it was transferred.',
    overdue: (waited: string, target: string) =>
      `It has ${waited}, over the promised ${target}: longest overdue first.`,
    booking: 'The booked time has come.',
    order: (waited: string, among: number) =>
      `In order of arrival: it has ${waited}, first of ${among} waiting.`,
    priority: (name: string, waited: string, score: number) => `${name}: it has ${waited}, score ${score}.`,
    runnerUp: (number: string) => `Next after it: ${number}.`,
    avoided: (numbers: string) => `Left to a colleague because of a conflict of interest: ${numbers}.`,
    version: (version: number) => `Queue rules, version ${version}.`,
    shortFront: 'placed first',
    shortOverdue: 'over the promise',
    shortBooking: 'booked',
    shortOrder: 'in turn',
  },
})

function mainReason(why: Explanation, locale: Locale): string {
  const say = textOf(words, locale)
  const waited = waitedText(why.waitedMinutes, locale)
  if (why.rule === 'by-number') return say.byNumber(why.reason ?? '')
  if (why.rule === 'guard') return say.guard(waited)
  if (why.rule === 'condition') return say.condition(waited)
  if (why.band === 'A') return say.front
  if (why.band === 'B') return say.overdue(waited, minutesText(why.targetMinutes, locale))
  if (why.band === 'C') return say.booking
  if (why.priority === 'normal') return say.order(waited, why.candidates)
  return say.priority(termText(priorityTerms[why.priority], locale), waited, why.score)
}

/** "Called because …" in full sentences, from what dispatch kept with the call. */
export function whyCalled(why: Explanation, locale: Locale): string {
  const say = textOf(words, locale)
  const runnerUp = why.runnerUp === null ? [] : [say.runnerUp(why.runnerUp.number)]
  const { avoided = [] } = why
  const left = avoided.length === 0 ? [] : [say.avoided(avoided.join(locale === 'en' ? ', ' : '、'))]
  const parts = [mainReason(why, locale), ...runnerUp, ...left, say.version(why.policyVersion)]
  return parts.join(locale === 'en' ? ' ' : '')
}

/** Whether a number simply waits its turn: nothing to explain but the wait. */
export const isInTurn = ({ band, ticket }: Candidate): boolean => band === 'D' && ticket.priority === 'normal'

/** Why a waiting number stands where it stands, in a few words for its row: band or priority, and the wait. */
export function whyWaiting(candidate: Candidate, locale: Locale): string {
  const say = textOf(words, locale)
  const { band, ticket, waitedMinutes } = candidate
  const priority = ticket.priority === 'normal' ? null : termText(priorityTerms[ticket.priority], locale)
  const place = {
    A: say.shortFront,
    B: say.shortOverdue,
    C: say.shortBooking,
    D: priority ?? say.shortOrder,
  }[band]
  const both = band !== 'D' && priority !== null ? `${place} · ${priority}` : place
  return `${both} · ${waitedText(waitedMinutes, locale)}`
}
