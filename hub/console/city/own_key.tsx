import { Button, Typography } from 'antd'
import { useText } from '#ui'
import { TextField } from '../edit/fields.tsx'
import { connectionWords } from './connection_words.ts'
import type { Connection, ConnectionDraft } from './use_connection.ts'

/** The hub's own signing key: its public half to be entered at the city, and what the city gives for it. */
export function OwnKey({
  connection,
  draft,
}: {
  readonly connection: Connection
  readonly draft: ConnectionDraft
}) {
  const text = useText(connectionWords)
  const { keys, faults, isBusy, edit, makeKey } = connection
  const shown = keys.offered ?? keys.inUse
  const isKept = keys.inUse !== null
  return (
    <>
      <div className="city-own">
        <span>{keys.offered === null ? text.publicInUse : text.publicOffered}</span>
        {shown === null ? (
          <p>{text.noOwn}</p>
        ) : (
          <Typography.Text code copyable data-testid="city-public-key">
            {shown}
          </Typography.Text>
        )}
        <Button loading={isBusy} onClick={() => void makeKey()} data-testid="city-make-key">
          {isKept ? text.renewKey : text.makeKey}
        </Button>
        <p className="city-own-help">{text.ownHelp}</p>
      </div>
      <TextField
        label={text.answerKey}
        path="answerKey"
        faults={faults}
        value={draft.answerKey}
        onChange={(answerKey) => edit({ ...draft, answerKey })}
      />
      <TextField
        secret
        label={text.sealKey}
        path="sealKey"
        faults={faults}
        value={draft.sealKey}
        onChange={(sealKey) => edit({ ...draft, sealKey })}
      />
      <small className="city-hint">{isKept ? text.keyKept : text.cityGives}</small>
    </>
  )
}
