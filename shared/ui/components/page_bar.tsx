import './page_bar.css'
import type { ReactNode } from 'react'
import { dictionary, useText } from '../i18n/dictionary.ts'
import { useUi } from '../i18n/ui_store.ts'
import { Pictogram } from '../icons/pictogram.tsx'
import type { PictogramName } from '../icons/pictogram_table.ts'

const words = dictionary({ 'zh-CN': { other: 'English' }, en: { other: '中文' } })

/** The name of a page with a line below it. */
export function PageName({ title, lead }: { readonly title: string; readonly lead: string }) {
  return (
    <div className="page-name">
      <h1>{title}</h1>
      <p>{lead}</p>
    </div>
  )
}

/** Whether what the page shows is of now, by a ring that is filled and in words. */
export function LiveMark({ isLive, children }: { readonly isLive: boolean; readonly children: string }) {
  return (
    <span className="live-mark" data-live={isLive} role="status">
      {children}
    </span>
  )
}

/** The bar on top of a page nobody logs in to: its picture and name, then what is given, then the other language. */
export function PageBar(props: {
  readonly picture: PictogramName
  readonly title: string
  readonly lead: string
  readonly children: ReactNode
}) {
  const { locale, setLocale } = useUi()
  const text = useText(words)
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <header className="page-bar">
      <Pictogram name={props.picture} size="40px" />
      <PageName title={props.title} lead={props.lead} />
      {props.children}
      <button type="button" lang={other} data-testid="language" onClick={() => setLocale(other)}>
        {text.other}
      </button>
    </header>
  )
}
