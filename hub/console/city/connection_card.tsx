import { Alert, Button, Segmented } from 'antd'
import type { CitySettings, CityTest } from '#protocol'
import { clockText, useText } from '#ui'
import { TextField } from '../edit/fields.tsx'
import { cityWords } from './city_words.ts'
import { connectionWords } from './connection_words.ts'
import { OwnKey } from './own_key.tsx'
import { type Connection, type ConnectionDraft, useConnection } from './use_connection.ts'

/** What a test found, in words a person can act on; the hub's own sentence below for who is asked for help. */
function Found({ found }: { readonly found: CityTest }) {
  const text = useText(connectionWords)
  const troubles = useText(cityWords)
  const { outcome, sentence, hubTime } = found
  const said =
    outcome === 'ok' || outcome === 'unknown-site' || outcome === 'key-refused' || outcome === 'clock-off'
      ? text[outcome]
      : troubles[outcome]
  const detail = sentence === null ? null : <span lang="en">{sentence}</span>
  return (
    <Alert
      type={outcome === 'ok' ? 'success' : 'error'}
      showIcon
      title={said}
      description={
        outcome === 'clock-off' ? (
          <>
            {text.hubTime(clockText(Date.parse(hubTime)))} · {detail}
          </>
        ) : (
          detail
        )
      }
      data-testid="city-found"
      data-outcome={outcome}
    />
  )
}

function Form({ connection }: { readonly connection: Connection }) {
  const text = useText(connectionWords)
  const { draft, settings, faults, found, isBusy, edit } = connection
  if (draft === null) return null
  const isPlain = /^http:/i.test(draft.url.trim())
  return (
    <form
      className="city-form"
      onSubmit={(event) => {
        event.preventDefault()
        void connection.save()
      }}
    >
      <TextField
        label={text.url}
        path="url"
        faults={faults}
        value={draft.url}
        onChange={(url) => edit({ ...draft, url })}
      />
      <small className="city-hint">{isPlain ? <b>{text.plain}</b> : text.urlHelp}</small>
      <TextField
        label={text.siteId}
        path="siteId"
        faults={faults}
        value={draft.siteId}
        onChange={(siteId) => edit({ ...draft, siteId })}
      />
      <Segmented<ConnectionDraft['signing']>
        value={draft.signing}
        options={[
          { value: 'shared', label: text.shared },
          { value: 'own', label: text.own },
        ]}
        onChange={(signing) => edit({ ...draft, signing })}
        data-testid="city-signing"
      />
      {draft.signing === 'own' ? (
        <OwnKey connection={connection} draft={draft} />
      ) : (
        <>
          <TextField
            secret
            label={text.key}
            path="key"
            faults={faults}
            value={draft.key}
            onChange={(key) => edit({ ...draft, key })}
          />
          <small className="city-hint">
            {settings?.hasKey === true && connection.keys.inUse === null ? text.keyKept : text.keyHelp}
          </small>
        </>
      )}
      {found !== null && <Found found={found} />}
      <div className="city-actions">
        <Button disabled={isBusy} onClick={connection.close}>
          {text.cancel}
        </Button>
        <Button loading={isBusy} onClick={() => void connection.test()} data-testid="city-test">
          {text.test}
        </Button>
        <Button type="primary" htmlType="submit" disabled={isBusy} data-testid="city-save">
          {text.save}
        </Button>
      </div>
    </form>
  )
}

function Kept({
  connection,
  settings,
}: {
  readonly connection: Connection
  readonly settings: CitySettings
}) {
  const text = useText(connectionWords)
  const { open, test, found, isBusy } = connection
  if (settings.source === 'none')
    return (
      <div className="city-kept">
        <p>{text.none}</p>
        <Button type="primary" onClick={open} data-testid="city-set">
          {text.set}
        </Button>
      </div>
    )
  return (
    <div className="city-kept">
      <dl className="city-facts">
        {[
          [text.url, settings.url],
          [text.siteId, settings.siteId],
          [text.key, connection.keys.inUse === null ? text.keySaved : text.ownSaved],
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {settings.source === 'environment' && <p>{text.fixed}</p>}
      {found !== null && <Found found={found} />}
      <div className="city-actions">
        {settings.source === 'console' && (
          <Button onClick={open} data-testid="city-change">
            {text.change}
          </Button>
        )}
        <Button loading={isBusy} onClick={() => void test()} data-testid="city-test">
          {text.test}
        </Button>
      </div>
    </div>
  )
}

/** Where the city is, and as whom this centre speaks to it: shown, tested, changed. */
export function ConnectionCard() {
  const text = useText(connectionWords)
  const connection = useConnection()
  const { settings, draft } = connection
  if (settings === null) return null
  return (
    <section className="card city-card">
      <h3>{text.title}</h3>
      {draft === null ? (
        <Kept connection={connection} settings={settings} />
      ) : (
        <Form connection={connection} />
      )}
    </section>
  )
}
