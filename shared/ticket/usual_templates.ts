import type { TemplateRow, TextSize, TicketTemplate } from './template.ts'

type Text = Extract<TemplateRow, { kind: 'text' }>
type Look = Partial<Omit<Text, 'kind' | 'text' | 'size'>>

const plain: TextSize = { w: 1, h: 1 }
const tall: TextSize = { w: 1, h: 2 }
const double: TextSize = { w: 2, h: 2 }
const huge: TextSize = { w: 4, h: 4 }

const line = (text: string, size: TextSize, look: Look = {}): Text => ({
  kind: 'text',
  text,
  size,
  bold: false,
  align: 'center',
  fit: false,
  ...look,
})
const feed = (dots: number): TemplateRow => ({ kind: 'feed', dots })
const rule = (style: 'line' | 'dashes'): TemplateRow => ({ kind: 'rule', style })

/** What both papers end with. */
const foot = (cutFeed: number): TemplateRow[] => [
  line('{item}', plain, { each: 'notes', align: 'left' }),
  rule('dashes'),
  { kind: 'columns', left: '{takenAtLine}', right: '{idTail}', size: plain, bold: false },
  line('{phoneLine}', plain, { align: 'left' }),
  line('{footer}', plain),
  { kind: 'cut', feed: cutFeed },
]

/** What a kiosk prints until its centre has a look of its own. */
export const usualTemplates = {
  80: {
    name: '通用号票 80 毫米',
    paperMm: 80,
    dots: 576,
    rows: [
      line('{centreName}', double, { bold: true }),
      line('{area}', plain),
      rule('line'),
      line('{serviceName}', double, { bold: true }),
      feed(12),
      line('{number}', huge, { bold: true, fit: true }),
      feed(8),
      line('【{marks}】', double),
      line('{aheadLine}', double),
      line('{estimateLine}', double),
      line('{countersLine}', plain),
      rule('dashes'),
      { kind: 'qr', text: '{qr}', module: 6, level: 'M' },
      feed(16),
      ...foot(48),
    ],
  },
  58: {
    name: '通用号票 58 毫米',
    paperMm: 58,
    dots: 384,
    rows: [
      line('{centreName}', tall, { bold: true }),
      line('{area}', plain),
      rule('line'),
      line('{serviceName}', double, { bold: true }),
      feed(8),
      line('{number}', huge, { bold: true, fit: true }),
      feed(8),
      line('【{marks}】', tall),
      line('{aheadLine}', double, { fit: true }),
      line('{estimateLine}', double, { fit: true }),
      line('{countersLine}', plain),
      rule('dashes'),
      { kind: 'qr', text: '{qr}', module: 5, level: 'M' },
      feed(12),
      ...foot(40),
    ],
  },
} as const satisfies Record<TicketTemplate['paperMm'], TicketTemplate>
