import { Button } from 'antd'
import { z } from 'zod'
import { bilingualSchema, type InboxItem } from '#protocol'
import { clockText, type English, useTerm, useText } from '#ui'
import { cityWords } from './city_words.ts'
import type { CityDeskView } from './use_city_desk.ts'

type Text = English<(typeof cityWords)['zh-CN']>

const titled = z.object({
  title: bilingualSchema.optional(),
  name: bilingualSchema.optional(),
  body: bilingualSchema.optional(),
})

function kindOf(text: Text, msgType: string): string {
  const kinds: Readonly<Record<string, string>> = {
    SERVICE_ITEM: text.SERVICE_ITEM,
    NOTICE: text.NOTICE,
    MEDIA: text.MEDIA,
    EVAL_TASK: text.EVAL_TASK,
    RECEIPT: text.RECEIPT,
    RESERVATION: text.RESERVATION,
    RESERVATION_CANCEL: text.RESERVATION_CANCEL,
  }
  return kinds[msgType] ?? msgType
}

/** Where what was taken over is to be found. */
function whereNow(text: Text, msgType: string): string {
  const places: Readonly<Record<string, string>> = {
    EVAL_TASK: text.toRatings,
    RECEIPT: text.toReports,
    MEDIA: text.appliedMedia,
  }
  return places[msgType] ?? text.applied
}

function Row({ item, act, isBusy }: CityDeskView & { readonly item: InboxItem }) {
  const text = useText(cityWords)
  const say = useTerm()
  const parsed = titled.safeParse(item.data)
  const { title, name, body } = parsed.success ? parsed.data : {}
  const head = title ?? name
  const settle = (accept: boolean) => void act('citySettle', { seq: String(item.seq) }, { accept })
  const states = {
    applied: whereNow(text, item.msgType),
    dismissed: text.dismissed,
    failed: text.failed(item.note ?? ''),
    new: '',
  }
  return (
    <li data-state={item.state} data-testid={`inbox-${item.seq}`}>
      <span className="city-kind">{kindOf(text, item.msgType)}</span>
      <span className="city-what">
        <b>{head === undefined ? item.id : say(head)}</b>
        {body !== undefined && <small>{say(body)}</small>}
      </span>
      <time>{clockText(Date.parse(item.at))}</time>
      <span className="city-actions">
        {item.state === 'new' ? (
          <>
            <Button size="small" type="primary" disabled={isBusy} onClick={() => settle(true)}>
              {text.take}
            </Button>
            <Button size="small" type="text" disabled={isBusy} onClick={() => settle(false)}>
              {text.dismiss}
            </Button>
          </>
        ) : (
          states[item.state]
        )}
      </span>
    </li>
  )
}

/** What the city has sent: a manager takes it over or puts it aside. */
export function InboxList(desk: CityDeskView) {
  const text = useText(cityWords)
  return (
    <section className="card city-card">
      <h3>{text.inbox}</h3>
      {desk.items.length === 0 ? (
        <p className="city-empty">{text.inboxNone}</p>
      ) : (
        <ul className="city-inbox">
          {desk.items.map((item) => (
            <Row key={item.seq} {...desk} item={item} />
          ))}
        </ul>
      )}
    </section>
  )
}
