import { type Term, term } from '#ui'

/** Why a number is called out of order; the words go into the log. */
export const callReasons: readonly Term[] = [
  term('行动不便', 'Finds it hard to move'),
  term('情况紧急', 'Urgent'),
  term('材料补齐返回', 'Back with missing papers'),
  term('过号后到场', 'Came after being missed'),
]

/** Why a number is put on hold. */
export const holdReasons: readonly Term[] = [
  term('补充材料', 'Fetching papers'),
  term('等待审核', 'Waiting for a check'),
  term('填写表格', 'Filling in a form'),
  term('复印缴费', 'Copies or payment'),
]

/** Why a member of staff must not serve a visitor (回避). */
export const recuseReasons: readonly Term[] = [
  term('与当事人有亲属关系', 'Related to the visitor'),
  term('与本事项有利害关系', 'Has an interest in the matter'),
  term('曾代理对方当事人', 'Acted for the other side'),
]
