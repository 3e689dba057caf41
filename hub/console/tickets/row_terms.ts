import type { Align, SampleName, TemplateRow, TicketCondition } from '#ticket'
import { hallTerms, priorityTerms, type Term, term } from '#ui'

/** The kinds of row. */
export const kindTerms = {
  text: term('文字', 'Text'),
  columns: term('左右两栏', 'Two columns'),
  rule: term('分隔线', 'Line'),
  qr: term('二维码', 'QR code'),
  barcode: term('条码', 'Bar code'),
  feed: term('空白', 'Space'),
  cut: term('切纸', 'Cut'),
} as const satisfies Record<TemplateRow['kind'], Term>

/** What a field or a trait of a ticket is called. */
export const conditionTerms = {
  priority: term('优先号', 'Priority ticket'),
  reprint: hallTerms.reprint,
  anonymous: term('未核验身份', 'No identity'),
  english: term('英文号票', 'English ticket'),
  centreName: term('中心名称', 'Centre name'),
  area: term('区域', 'Area'),
  serviceName: term('业务名称', 'Service'),
  number: hallTerms.number,
  aheadLine: term('前面人数', 'People ahead'),
  estimateLine: term('预计等候', 'Estimated wait'),
  countersLine: term('办理地点', 'Counters'),
  takenAtLine: term('取号时间', 'Time taken'),
  marks: term('标记（优先、补打）', 'Marks'),
  idTail: term('证件尾号', 'End of ID number'),
  qr: term('查询网址', 'Address'),
  notes: term('所需材料', 'What to bring'),
  phoneLine: term('咨询电话', 'Telephone'),
  footer: term('结尾语', 'Closing words'),
} as const satisfies Record<TicketCondition, Term>

/** Where a row's text stands. */
export const alignTerms = {
  left: term('居左', 'Left'),
  center: term('居中', 'Centre'),
  right: term('居右', 'Right'),
} as const satisfies Record<Align, Term>

/** How a line across the paper looks. */
export const ruleTerms = {
  line: term('实线', 'Solid'),
  dashes: term('虚线', 'Dashes'),
} as const

/** The tickets a design is tried with. */
export const sampleTerms = {
  normal: priorityTerms.normal,
  priority: hallTerms.priority,
  reprint: hallTerms.reprint,
  long: term('长名称', 'Long'),
  rare: term('生僻字', 'Rare'),
  english: term('英文', 'English'),
} as const satisfies Record<SampleName, Term>
