import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { ParkedRecord } from '#protocol'
import { clockText, useText } from '#ui'
import { cityWords } from './city_words.ts'
import type { CityDeskView } from './use_city_desk.ts'

function Row({
  record,
  act,
  isBusy,
  onDrop,
}: CityDeskView & { readonly record: ParkedRecord; readonly onDrop: () => void }) {
  const text = useText(cityWords)
  const { revision, state, code, message, reason } = record
  const why = state === 'behind' ? text.behind : `${code} · ${message}`
  return (
    <tr data-testid={`parked-${revision}`}>
      <td>
        <b>#{revision}</b> {record.type}
        <small>
          {clockText(Date.parse(record.at))} {record.subject}
        </small>
      </td>
      <td>{state === 'dropped' ? text.droppedAs(reason ?? '') : why}</td>
      <td className="city-actions">
        {state === 'parked' && (
          <>
            <Button
              size="small"
              disabled={isBusy}
              onClick={() => void act('cityRetry', { revision: String(revision) })}
            >
              {text.retry}
            </Button>
            <Button size="small" type="text" danger disabled={isBusy} onClick={onDrop}>
              {text.drop}
            </Button>
          </>
        )}
      </td>
    </tr>
  )
}

/** Asks why a record is given up; nothing is open while `revision` is null. */
function DropDialog(props: {
  readonly desk: CityDeskView
  readonly revision: number | null
  readonly onClose: () => void
}) {
  const { desk, revision } = props
  const text = useText(cityWords)
  const [reason, setReason] = useState('')
  const close = () => {
    props.onClose()
    setReason('')
  }
  return (
    <Modal
      open={revision !== null}
      title={text.dropTitle}
      okText={text.drop}
      cancelText={text.cancel}
      okButtonProps={{ danger: true, disabled: reason.trim().length < 2 }}
      onCancel={close}
      onOk={() => desk.act('cityDrop', { revision: String(revision) }, { reason }).then(close)}
    >
      <p>{text.dropBody}</p>
      <Input
        value={reason}
        maxLength={300}
        aria-label={text.dropReason}
        placeholder={text.dropReason}
        onChange={(input) => setReason(input.target.value)}
      />
    </Modal>
  )
}

/** Records the city did not take, each with what can be done about it. */
export function ParkedList(desk: CityDeskView) {
  const text = useText(cityWords)
  const [dropping, setDropping] = useState<number | null>(null)
  return (
    <section className="card city-card">
      <h3>{text.parked}</h3>
      {desk.parked.length === 0 ? (
        <p className="city-empty">{text.parkedNone}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th>{text.record}</th>
              <th>{text.reason}</th>
              <th aria-hidden />
            </tr>
          </thead>
          <tbody>
            {desk.parked.map((record) => (
              <Row
                key={record.revision}
                {...desk}
                record={record}
                onDrop={() => setDropping(record.revision)}
              />
            ))}
          </tbody>
        </table>
      )}
      <DropDialog desk={desk} revision={dropping} onClose={() => setDropping(null)} />
    </section>
  )
}
