import type { TemplateRow } from '#ticket'

const plain = { size: { w: 1, h: 1 }, bold: false } as const

/** A new row of each kind, as it is put in. */
export const blankRows: { readonly [Kind in TemplateRow['kind']]: Extract<TemplateRow, { kind: Kind }> } = {
  text: { kind: 'text', text: '', ...plain, align: 'center', fit: false },
  columns: { kind: 'columns', left: '{takenAtLine}', right: '{idTail}', ...plain },
  rule: { kind: 'rule', style: 'dashes' },
  qr: { kind: 'qr', text: '{qr}', module: 6, level: 'M' },
  barcode: { kind: 'barcode', text: '{number}', height: 64, module: 2 },
  feed: { kind: 'feed', dots: 16 },
  cut: { kind: 'cut', feed: 48 },
}
