import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { liveCounter } from '#domain'
import { useTerm, useText } from '#ui'
import { Labelled } from '#ui/staff'
import { useDesk } from '../use_desk.ts'
import { ChoiceRow } from './choice_row.tsx'
import { FormDialog } from './form_dialog.tsx'
import { UnattendedNote, useIsUnattended, useServiceOptions } from './service_options.tsx'
import { type TransferDraft, type TransferTarget, transferBody } from './transfer_draft.ts'
import { formWords } from './words.ts'

/** Where a number can go, with how it is there now. */
function useTargets(kind: TransferTarget): { value: string; label: string; disabled?: boolean }[] {
  const { desk, staffId, counterId } = useTargetParts()
  const serviceOptions = useServiceOptions()
  const text = useText(formWords)
  const say = useTerm()
  const { counters, staff, counterLive } = desk.state
  if (kind === 'service') return serviceOptions
  if (kind === 'counter')
    return [...counters.values()]
      .filter(({ id, enabled }) => enabled && id !== counterId)
      .map(({ id, name }) => {
        const live = liveCounter(desk.state, id)
        const state =
          live.staffId === null ? text.closedNow : live.paused === null ? text.openNow : text.pausedNow
        return { value: id, label: `${say(name)} · ${state}` }
      })
  return [...staff.values()]
    .filter(({ id, enabled, roles }) => enabled && id !== staffId && roles.includes('counter'))
    .map(({ id, name, post }) => {
      const seat = [...counterLive].find(([, live]) => live.staffId === id)?.[0]
      const counter = counters.get(seat ?? '')
      const where = counter === undefined ? text.closedNow : text.atCounter(say(counter.name))
      return { value: id, label: `${say(name)} · ${say(post)} · ${where}` }
    })
}

function useTargetParts() {
  const { desk, staffId } = useDesk()
  return { desk, staffId, counterId: desk.counterId }
}

function PositionField(props: {
  readonly draft: TransferDraft
  readonly change: (patch: Partial<TransferDraft>) => void
}) {
  const { draft, change } = props
  const text = useText(formWords)
  return (
    <div>
      <ChoiceRow
        legend={text.position}
        value={draft.position}
        options={[
          ['taken', text.taken],
          ['front', text.front],
          ['after', text.after],
          ['end', text.end],
        ]}
        onChange={(position) => change({ position })}
      />
      {draft.position === 'after' && (
        <InputNumber
          className="after-count"
          aria-label={text.after}
          min={1}
          max={99}
          value={draft.after}
          formatter={(value) => text.afterCount(Number(value ?? 1))}
          parser={(shown) => Number(shown?.replace(/\D/g, '') ?? 1)}
          onChange={(after) => change({ after: Number(after ?? 1) })}
        />
      )}
    </div>
  )
}

/** Sends the current number on with its number and its take time (一票到底). */
export function TransferDialog() {
  const { view, run } = useDesk()
  const text = useText(formWords)
  const [draft, setDraft] = useState<TransferDraft>({
    kind: 'service',
    targetId: null,
    position: 'taken',
    after: 3,
    note: '',
    returnToMe: false,
  })
  const change = (patch: Partial<TransferDraft>) => setDraft((before) => ({ ...before, ...patch }))
  const targets = useTargets(draft.kind)
  const body = transferBody(draft)
  const isUnattended = useIsUnattended(draft.kind === 'service' ? draft.targetId : null)
  return (
    <FormDialog
      title={text.transferTitle(view.current?.number ?? '')}
      yes={isUnattended ? text.transferAnyway : text.transferYes}
      ready={body !== null}
      onYes={() => body !== null && void run(body)}
    >
      <ChoiceRow
        legend=""
        value={draft.kind}
        options={[
          ['service', text.toService],
          ['counter', text.toCounter],
          ['staff', text.toPerson],
        ]}
        onChange={(kind) => change({ kind, targetId: null })}
      />
      <Select
        autoFocus
        aria-label={text.choose}
        showSearch={{ optionFilterProp: 'label' }}
        size="large"
        placeholder={text.choose}
        options={targets}
        value={draft.targetId}
        onChange={(targetId: string) => change({ targetId })}
        data-testid="transfer-target"
      />
      {isUnattended && <UnattendedNote />}
      <PositionField draft={draft} change={change} />
      <Labelled label={text.note}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={500}
            value={draft.note}
            onChange={(event) => change({ note: event.target.value })}
            data-testid="transfer-note"
          />
        )}
      </Labelled>
      <Checkbox checked={draft.returnToMe} onChange={(event) => change({ returnToMe: event.target.checked })}>
        {text.returnToMe}
      </Checkbox>
    </FormDialog>
  )
}
