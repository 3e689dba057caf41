import { App } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { usePage } from '#client'
import type { CityLink, InboxItem, ParkedRecord, RouteName } from '#protocol'
import { useText } from '#ui'
import { cityWords } from './city_words.ts'

const every = 4_000

/** What the section shows, and the way to do something about it. */
export interface CityDeskView {
  readonly link: CityLink | null
  readonly parked: readonly ParkedRecord[]
  readonly items: readonly InboxItem[]
  readonly isBusy: boolean
  act(name: RouteName, params?: Readonly<Record<string, string>>, body?: unknown): Promise<boolean>
}

/** Asks the hub every few seconds how the link to the city stands. */
export function useCityDesk(): CityDeskView {
  const page = usePage()
  const text = useText(cityWords)
  const { message } = App.useApp()
  const [link, setLink] = useState<CityLink | null>(null)
  const [parked, setParked] = useState<readonly ParkedRecord[]>([])
  const [items, setItems] = useState<readonly InboxItem[]>([])
  const [isBusy, setBusy] = useState(false)
  const load = useCallback(async () => {
    const [status, held, inbox] = await Promise.all([
      page.call('cityLink'),
      page.call('cityParked'),
      page.call('cityInbox'),
    ])
    if (status.ok) setLink(status.value)
    if (held.ok) setParked(held.value.parked)
    if (inbox.ok) setItems(inbox.value.items)
  }, [page])
  useEffect(() => {
    void load()
    const timer = page.clock.every(every, () => void load())
    return () => timer.cancel()
  }, [page, load])
  return {
    link,
    parked,
    items,
    isBusy,
    async act(name, params = {}, body = undefined) {
      setBusy(true)
      const answer = await page.call(name, body === undefined ? { params } : { params, body })
      await load()
      setBusy(false)
      if (!answer.ok) message.warning(text.failedToAsk)
      return answer.ok
    },
  }
}
