import { App } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { usePage } from '#client'
import { type CitySettings, type CityTest, citySettingsBody } from '#protocol'
import { useText } from '#ui'
import { type Faults, faultsOf } from '../edit/faults.ts'
import { connectionWords } from './connection_words.ts'

/** What a manager has entered; an empty key keeps the one that is saved. */
export interface ConnectionDraft {
  readonly url: string
  readonly siteId: string
  readonly key: string
}

/** The settings of the connection, a draft of other ones, and what a test of it found. */
export interface Connection {
  readonly settings: CitySettings | null
  readonly draft: ConnectionDraft | null
  /** Shown once the draft was to be used. */
  readonly faults: Faults
  readonly found: CityTest | null
  readonly isBusy: boolean
  open(): void
  close(): void
  edit(draft: ConnectionDraft): void
  test(): Promise<void>
  save(): Promise<void>
}

const bodyOf = ({ url, siteId, key }: ConnectionDraft) => ({
  url: url.trim(),
  siteId: siteId.trim(),
  ...(key.trim() === '' ? {} : { key: key.trim() }),
})

/** What the protocol would refuse, and a key that is there neither anew nor from before. */
function draftFaults(draft: ConnectionDraft, settings: CitySettings): Faults {
  const faults = new Map(faultsOf(citySettingsBody, bodyOf(draft)))
  const isKeyEmpty = draft.key.trim() === ''
  if (isKeyEmpty && !settings.hasKey) faults.set('key', 'empty')
  // What was entered is too short: to be checked, not to be filled in.
  if (!isKeyEmpty && faults.get('key') === 'empty') faults.set('key', 'range')
  if (draft.url.trim() === '') faults.set('url', 'empty')
  return faults
}

/** Lets a manager see, test and change where the city is. */
export function useConnection(): Connection {
  const page = usePage()
  const text = useText(connectionWords)
  const { message } = App.useApp()
  const [settings, setSettings] = useState<CitySettings | null>(null)
  const [draft, setDraft] = useState<ConnectionDraft | null>(null)
  const [isTried, setTried] = useState(false)
  const [found, setFound] = useState<CityTest | null>(null)
  const [isBusy, setBusy] = useState(false)
  const load = useCallback(async () => {
    const answer = await page.call('citySettings')
    if (answer.ok) setSettings(answer.value)
  }, [page])
  useEffect(() => void load(), [load])
  const kept = settings === null ? null : { url: settings.url ?? '', siteId: settings.siteId, key: '' }
  const faults = draft === null || settings === null ? new Map() : draftFaults(draft, settings)
  const start = (next: ConnectionDraft | null) => {
    setDraft(next)
    setFound(null)
    setTried(false)
  }
  /** Runs something with the draft when it is whole, or with what is saved where nothing is being changed. */
  const withDraft = async (use: (body: ReturnType<typeof bodyOf>) => Promise<void>) => {
    setTried(true)
    setFound(null)
    const used = draft ?? kept
    if (used === null || faults.size > 0) return
    setBusy(true)
    await use(bodyOf(used))
    setBusy(false)
  }
  return {
    settings,
    draft,
    faults: isTried ? faults : new Map(),
    found,
    isBusy,
    open: () => start(kept),
    close: () => start(null),
    edit: setDraft,
    test: () =>
      withDraft(async (body) => {
        const answer = await page.call('testCity', { body })
        if (answer.ok) setFound(answer.value)
        else message.error(text.failed)
      }),
    save: () =>
      withDraft(async (body) => {
        const answer = await page.call('putCitySettings', { body })
        if (!answer.ok) return void message.error(text.failed)
        setSettings(answer.value)
        start(null)
        message.success(text.saved)
      }),
  }
}
