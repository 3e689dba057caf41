import enUS from 'antd/es/locale/en_US'
import zhCN from 'antd/es/locale/zh_CN'
import type { Locale } from '../i18n/ui_store.ts'

const weekDays = ['日', '一', '二', '三', '四', '五', '六']
const months = Array.from({ length: 12 }, (_, month) => `${month + 1}月`)

/** Words inside Ant Design. Its Chinese calendar takes day and month names from the date library, which has English only. */
function chinese(): typeof zhCN {
  const picker = zhCN.DatePicker
  if (picker === undefined) return zhCN
  return {
    ...zhCN,
    DatePicker: { ...picker, lang: { ...picker.lang, shortWeekDays: weekDays, shortMonths: months } },
  }
}

/** Ant Design's own words in our languages. */
export const staffLocales: Readonly<Record<Locale, typeof zhCN>> = { 'zh-CN': chinese(), en: enUS }
