import { Button, Input } from 'antd'
import type { SetupBridge } from '#protocol'
import { useText } from '#ui'
import { Field } from '../field.tsx'
import { setupWords } from '../setup_words.ts'

/** A folder of this machine, typed or chosen in the system's dialog. */
export function FolderField(props: {
  readonly bridge: SetupBridge
  readonly value: string
  readonly help?: string
  readonly fault: string | null
  readonly onChange: (folder: string) => void
}) {
  const text = useText(setupWords)
  const { bridge, value, help, fault, onChange } = props
  const choose = async () => {
    const chosen = await bridge.chooseFolder()
    if (chosen !== null) onChange(chosen)
  }
  return (
    <Field label={text.folder} fault={fault} {...(help === undefined ? {} : { help })}>
      {(id) => (
        <div className="setup-folder">
          <Input
            id={id}
            value={value}
            maxLength={500}
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
            data-testid="folder"
          />
          <Button onClick={() => void choose()}>{text.choose}</Button>
        </div>
      )}
    </Field>
  )
}
