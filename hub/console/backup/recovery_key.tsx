import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { usePage } from '#client'
import type { BackupStatus } from '#protocol'
import { useText } from '#ui'
import { StatusDot } from '#ui/staff'
import { backupWords } from './backup_words.ts'

function ConfirmKey({ onConfirmed }: { readonly onConfirmed: () => Promise<void> }) {
  const page = usePage()
  const text = useText(backupWords)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const confirm = async () => {
    const answer = await page.call('confirmRecoveryKey', { body: { key: typed } })
    setWrong(!answer.ok)
    if (answer.ok) await onConfirmed()
  }
  return (
    <div className="recovery-confirm">
      <label htmlFor="recovery-typed">{text.keyType}</label>
      <Input
        id="recovery-typed"
        value={typed}
        maxLength={64}
        autoComplete="off"
        status={isWrong ? 'error' : ''}
        onChange={(event) => setTyped(event.target.value)}
        data-testid="recovery-typed"
      />
      <Button
        type="primary"
        disabled={typed.trim().length < 28}
        onClick={() => void confirm()}
        data-testid="recovery-confirm"
      >
        {text.keyConfirm}
      </Button>
      {isWrong && <p role="alert">{text.keyWrong}</p>}
    </div>
  )
}

/** The recovery key: made, shown once, typed back, in use. */
export function RecoveryKey(props: {
  readonly state: BackupStatus['recoveryKey']
  readonly onChange: () => Promise<void>
}) {
  const { state, onChange } = props
  const page = usePage()
  const text = useText(backupWords)
  const [shown, setShown] = useState<string | null>(null)
  const [isReplacing, setReplacing] = useState(false)
  const make = async () => {
    const answer = await page.call('makeRecoveryKey')
    if (!answer.ok) return
    setShown(answer.value.key)
    setReplacing(true)
    await onChange()
  }
  const confirmed = async () => {
    setReplacing(false)
    await onChange()
  }
  return (
    <section className="card">
      <h3>{text.key}</h3>
      {state === 'confirmed' && !isReplacing ? (
        <StatusDot tone="good">{text.keyConfirmed}</StatusDot>
      ) : (
        <Alert type="warning" showIcon title={state === 'none' ? text.keyNone : text.keyUnconfirmed} />
      )}
      {(state === 'unconfirmed' || isReplacing) && <ConfirmKey onConfirmed={confirmed} />}
      <Button onClick={() => void make()} data-testid="recovery-make">
        {state === 'none' ? text.keyMake : text.keyAgain}
      </Button>
      <Modal
        open={shown !== null}
        title={text.key}
        onCancel={() => setShown(null)}
        footer={<Button onClick={() => setShown(null)}>{text.close}</Button>}
        mask={{ closable: false }}
      >
        <p>{text.keyShown}</p>
        <p className="recovery-key" data-testid="recovery-key">
          {shown?.split('-').map((group, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: groups of one key never move.
            <b key={place}>{group}</b>
          ))}
        </p>
      </Modal>
    </section>
  )
}
