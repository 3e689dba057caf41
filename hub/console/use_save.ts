import { App } from 'antd'
import { useState } from 'react'
import { type CommandDraft, refusalOf, usePage } from '#client'
import { sayRefusal, useLocale, useText } from '#ui'
import { consoleWords } from './console_words.ts'

/** Sends a command and says what became of it. */
export interface Save {
  readonly isBusy: boolean
  /** True when the hub granted it. */
  run(draft: CommandDraft): Promise<boolean>
}

/** The way of every change: command, answer, a sentence for the person who asked. */
export function useSave(): Save {
  const page = usePage()
  const { message } = App.useApp()
  const text = useText(consoleWords)
  const locale = useLocale()
  const [isBusy, setBusy] = useState(false)
  return {
    isBusy,
    async run(draft) {
      setBusy(true)
      const answer = await page.send(draft)
      setBusy(false)
      if (answer.ok) {
        message.success(text.saved)
        return true
      }
      const { title, detail } = sayRefusal(refusalOf(answer.error), locale)
      message.error(`${text.failed}：${title}。${detail}`, 8)
      return false
    },
  }
}
