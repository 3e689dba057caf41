import { App } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { usePage } from '#client'
import {
  type CityKeys,
  type CitySettings,
  type CitySettingsBody,
  type CityTest,
  citySettingsBody,
} from '#protocol'
import { useText } from '#ui'
import { type Faults, faultsOf } from '../edit/faults.ts'
import { connectionWords } from './connection_words.ts'

/** What a manager has entered; what is empty keeps what is saved. */
export interface ConnectionDraft {
  /** 'own': the hub signs with a key of its own, and the city is told its public half. */
  readonly signing: 'shared' | 'own'
  readonly answerKey: string
  readonly sealKey: string
  readonly url: string
  readonly siteId: string
  readonly key: string
}

/** The settings of the connection, a draft of other ones, and what a test of it found. */
export interface Connection {
  readonly settings: CitySettings | null
  /** The public halves of the hub's own keys. */
  readonly keys: CityKeys
  readonly draft: ConnectionDraft | null
  /** Shown once the draft was to be used. */
  readonly faults: Faults
  readonly found: CityTest | null
  readonly isBusy: boolean
  open(): void
  close(): void
  edit(draft: ConnectionDraft): void
  /** Makes a key of the hub's own; the one in use stays so until the settings are saved. */
  makeKey(): Promise<void>
  test(): Promise<void>
  save(): Promise<void>
}

/** The parts of a draft that hold something. */
const filled = (parts: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])),
  )

function bodyOf({ url, siteId, signing, key, answerKey, sealKey }: ConnectionDraft): CitySettingsBody {
  const where = { url: url.trim(), siteId: siteId.trim() }
  return signing === 'own'
    ? { ...where, ownKey: true, ...filled({ answerKey, sealKey }) }
    : { ...where, ...filled({ key }) }
}

/** What the protocol would refuse, and a key that is there neither anew nor from before. */
function draftFaults(draft: ConnectionDraft, settings: CitySettings, keys: CityKeys): Faults {
  const faults = new Map(faultsOf(citySettingsBody, bodyOf(draft)))
  const isOwnKept = keys.inUse !== null
  const needed = draft.signing === 'own' ? (['answerKey', 'sealKey'] as const) : (['key'] as const)
  const isKept = draft.signing === 'own' ? isOwnKept : settings.hasKey && !isOwnKept
  for (const name of needed) {
    const isEmpty = draft[name].trim() === ''
    if (isEmpty && !isKept) faults.set(name, 'empty')
    // What was entered is too short: to be checked, not to be filled in.
    if (!isEmpty && faults.get(name) === 'empty') faults.set(name, 'range')
  }
  if (draft.url.trim() === '') faults.set('url', 'empty')
  return faults
}

/** Lets a manager see, test and change where the city is. */
export function useConnection(): Connection {
  const page = usePage()
  const text = useText(connectionWords)
  const { message } = App.useApp()
  const [settings, setSettings] = useState<CitySettings | null>(null)
  const [keys, setKeys] = useState<CityKeys>({ inUse: null, offered: null })
  const [draft, setDraft] = useState<ConnectionDraft | null>(null)
  const [isTried, setTried] = useState(false)
  const [found, setFound] = useState<CityTest | null>(null)
  const [isBusy, setBusy] = useState(false)
  const load = useCallback(async () => {
    const [answer, own] = await Promise.all([page.call('citySettings'), page.call('cityKeys')])
    if (answer.ok) setSettings(answer.value)
    if (own.ok) setKeys(own.value)
  }, [page])
  useEffect(() => void load(), [load])
  const kept: ConnectionDraft | null =
    settings === null
      ? null
      : {
          url: settings.url ?? '',
          siteId: settings.siteId,
          signing: keys.inUse === null ? 'shared' : 'own',
          key: '',
          answerKey: '',
          sealKey: '',
        }
  const faults = draft === null || settings === null ? new Map() : draftFaults(draft, settings, keys)
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
    keys,
    draft,
    faults: isTried ? faults : new Map(),
    found,
    isBusy,
    open: () => start(kept),
    close: () => start(null),
    edit: setDraft,
    async makeKey() {
      setBusy(true)
      const answer = await page.call('makeCityKey')
      setBusy(false)
      if (answer.ok) setKeys(answer.value)
      else message.error(text.failed)
    },
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
        await load()
        start(null)
        message.success(text.saved)
      }),
  }
}
