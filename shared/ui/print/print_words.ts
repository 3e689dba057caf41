import type { PagePrintRefusal } from '#protocol'
import { dictionary } from '../i18n/dictionary.ts'

const refusals = {
  'zh-CN': {
    'no-printer': '这台机器没有可用的 A4 打印机，请到导服台打印。',
    cancelled: '打印已取消，没有出纸。',
    failed: '没有打印成功。请看打印机是否开机、有纸；仍不行请找工作人员。',
  },
  en: {
    'no-printer': 'This machine has no A4 printer that works. Please ask at the information desk.',
    cancelled: 'The print was cancelled; nothing comes out.',
    failed:
      'It was not printed. See whether the printer is on and has paper; if that does not help, ask the staff.',
  },
} satisfies Record<string, Record<PagePrintRefusal, string>>

/** The words about pages on paper: what became of an order, and what stands on every sheet. */
export const printWords = dictionary({
  'zh-CN': {
    ...refusals['zh-CN'],
    printing: '正在打印…',
    sent: '已交给打印机，请取走纸张。',
    printedAt: (day: string, time: string) => `${day} ${time} 打印`,
    hotline: '全国法律服务热线 12348',
  },
  en: {
    ...refusals.en,
    printing: 'Printing…',
    sent: 'It is with the printer: please take your sheets.',
    printedAt: (day: string, time: string) => `printed ${day} ${time}`,
    hotline: 'Legal helpline 12348',
  },
})
