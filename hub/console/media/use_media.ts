import { App } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { refusalOf, usePage } from '#client'
import { refuse } from '#domain'
import { type ListedMedium, largestUpload } from '#protocol'
import { sayRefusal, useLocale, useText } from '#ui'
import { mediaWords } from './media_words.ts'

const every = 3_000

/** A file that the hub has taken in and told by its bytes. */
export type Uploaded = Pick<ListedMedium['medium'], 'sha256' | 'bytes' | 'kind'>

/** The centre's media as the hub has them, and what a manager does besides commands. */
export interface MediaDesk {
  readonly media: readonly ListedMedium[]
  readonly isBusy: boolean
  ask(): Promise<void>
  /** Null where it was not taken; the person has been told why. */
  upload(file: Blob): Promise<Uploaded | null>
  retry(): Promise<void>
}

/** Asks the hub every few seconds how the files stand. */
export function useMedia(): MediaDesk {
  const page = usePage()
  const text = useText(mediaWords)
  const locale = useLocale()
  const { message } = App.useApp()
  const [media, setMedia] = useState<readonly ListedMedium[]>([])
  const [isBusy, setBusy] = useState(false)
  const ask = useCallback(async () => {
    const answer = await page.call('listMedia')
    if (answer.ok) setMedia(answer.value.media)
  }, [page])
  useEffect(() => {
    void ask()
    const timer = page.clock.every(every, () => void ask())
    return () => timer.cancel()
  }, [page, ask])
  return {
    media,
    isBusy,
    ask,
    async upload(file) {
      setBusy(true)
      const answer = file.size > largestUpload ? null : await page.uploadMedium(file)
      setBusy(false)
      if (answer?.ok === true) return answer.value
      const refusal = answer === null ? refuse('too-large').error : refusalOf(answer.error)
      const { title, detail } = sayRefusal(refusal, locale)
      message.error(`${text.uploadFailed}：${title}。${detail}`, 8)
      return null
    },
    async retry() {
      await page.call('fetchMedia')
      await ask()
    },
  }
}
