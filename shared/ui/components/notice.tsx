import './notice.css'
import { CircleCheck, Info, OctagonAlert, Siren, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { dictionary, useText } from '../i18n/dictionary.ts'

const words = dictionary({
  'zh-CN': { info: '提示', warning: '请注意', trouble: '遇到问题', done: '已完成', emergency: '紧急通知' },
  en: {
    info: 'Note',
    warning: 'Please note',
    trouble: 'Something went wrong',
    done: 'Done',
    emergency: 'Emergency',
  },
})

const icons = {
  info: Info,
  warning: TriangleAlert,
  trouble: OctagonAlert,
  done: CircleCheck,
  emergency: Siren,
}

/** Kind of notice; `emergency` alone is red. */
export type NoticeTone = keyof typeof icons

/** What happened, what became of the number, what to do now, who helps; never a code alone. */
export interface NoticeProps {
  readonly tone: NoticeTone
  /** The tone's own word if not given. */
  readonly title?: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** A framed message with icon and word; trouble and emergencies interrupt a screen reader. */
export function Notice({ tone, title, children, action }: NoticeProps) {
  const text = useText(words)
  const Icon = icons[tone]
  return (
    <div
      className="notice"
      data-tone={tone}
      role={tone === 'trouble' || tone === 'emergency' ? 'alert' : 'status'}
    >
      <Icon aria-hidden />
      <p className="notice-title">{title ?? text[tone]}</p>
      {children !== undefined && <div className="notice-body">{children}</div>}
      {action !== undefined && <div className="notice-action">{action}</div>}
    </div>
  )
}
