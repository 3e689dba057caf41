import type { RefusalCode } from '../refusal.ts'
import { type RefusalText, text } from './text.ts'

/** Refusals of what a manager answers, signs and enters. */
export const documentTexts = {
  'rating-task-unknown': text(
    '没有这张差评单',
    'There is no such rating task',
    '它已过期或不属于本中心，请刷新列表。',
    'It has had its time or is not of this centre: look at the list again.',
  ),
  'words-personal': text(
    '文字里有证件号码或手机号码',
    'The words hold an ID number or a mobile number',
    '请去掉个人信息后再保存。',
    'Take the personal data out and save again.',
  ),
  'period-open': text(
    '本月尚未结束',
    'The month is not over',
    '{day} 营业结束后才能签发。',
    'It can be signed once {day} is over and the hall is closed.',
  ),
  'report-changed': text(
    '数据已有变化',
    'The figures have changed',
    '没有签发。请核对新的数据后再签发。',
    'Nothing was signed. Check the new figures, then sign.',
  ),
  'report-unknown': text(
    '没有这份月报表',
    'There is no such report',
    '回执与本中心签发的报表不符。',
    'The receipt fits no report that was signed here.',
  ),
} as const satisfies Partial<Record<RefusalCode, RefusalText>>
