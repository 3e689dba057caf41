import { Alert } from 'antd'
import { useCentre, useServerNow } from '#client'
import { type Leaving, type LeftBehind, leftBehind } from '#domain'
import { dictionary, useText } from '../i18n/dictionary.ts'
import { useTerm } from '../i18n/terms.ts'

const words = dictionary({
  'zh-CN': {
    some: (who: string) => `${who}在等，之后没有窗口叫他们`,
    paused: (who: string) => `${who}在等，暂停期间没有窗口叫他们`,
    of: (service: string, count: number) => `${service} ${count} 人`,
    and: '、',
    later: '他们要等到有窗口叫号。请同事先接手，或告诉导服台。',
    never: '也没有别的窗口能办理这项业务，他们的号不会再被叫到。请先转走这些号。',
  },
  en: {
    some: (who) => `Nobody would call those who wait: ${who}`,
    paused: (who) => `During the pause nobody would call those who wait: ${who}`,
    of: (service, count) => `${service} (${count})`,
    and: ', ',
    later:
      'They wait until a counter calls. Ask a colleague to take over first, or tell the information desk.',
    never:
      'No other counter has this service: their numbers would never be called. Send those numbers on first.',
  },
})

const lookEvery = 2_000

/** Who would be called by nobody once this is done, as the hall stands now. */
export function useLeftBehind(leaving: Leaving): readonly LeftBehind[] {
  const now = useServerNow(lookEvery)
  const state = useCentre((centre) => centre)
  return leftBehind(state, leaving, now)
}

/** Says before it is done that those who wait would be called by nobody; nothing while all are looked after. */
export function LeftBehindNote({ leaving }: { readonly leaving: Leaving }) {
  const text = useText(words)
  const say = useTerm()
  const left = useLeftBehind(leaving)
  const services = useCentre((centre) => centre.services)
  if (left.length === 0) return null
  const who = left.map(({ serviceId, count }) => {
    const name = services.get(serviceId)?.name
    return text.of(name === undefined ? serviceId : say(name), count)
  })
  return (
    <Alert
      type="warning"
      showIcon
      title={text[leaving.kind === 'pause' ? 'paused' : 'some'](who.join(text.and))}
      description={left.every(({ canOpen }) => canOpen) ? text.later : text.never}
      data-testid="left-behind"
    />
  )
}
