import './pager.css'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { dictionary, useText } from '../i18n/dictionary.ts'
import { BigButton } from './big_button.tsx'

const words = dictionary({
  'zh-CN': {
    back: '上一页',
    on: '下一页',
    pages: '翻页',
    place: (page: number, of: number) => `第 ${page} 页，共 ${of} 页`,
  },
  en: { back: 'Previous', on: 'Next', pages: 'Pages', place: (page, of) => `Page ${page} of ${of}` },
})

/** Leafing through a list that does not fit; `page` counts from 0. */
export interface PagerProps {
  readonly page: number
  readonly pages: number
  readonly onChange: (page: number) => void
}

/** Two buttons and the place between them, instead of scrolling; nothing where there is one page only. */
export function Pager({ page, pages, onChange }: PagerProps) {
  const text = useText(words)
  if (pages <= 1) return null
  return (
    <nav className="pager" aria-label={text.pages}>
      <BigButton icon={<ArrowUp aria-hidden />} wide disabled={page <= 0} onPress={() => onChange(page - 1)}>
        {text.back}
      </BigButton>
      <span className="pager-place">{text.place(page + 1, pages)}</span>
      <BigButton
        icon={<ArrowDown aria-hidden />}
        wide
        disabled={page >= pages - 1}
        onPress={() => onChange(page + 1)}
      >
        {text.on}
      </BigButton>
    </nav>
  )
}
