import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import type { FolderRefusal, SetupBridge } from '#protocol'
import { useTerm, useText } from '#ui'
import { folderSentence } from '../refusal_sentences.ts'
import { setupWords } from '../setup_words.ts'
import { FolderField } from './folder_field.tsx'

/** Opens the data folder of a centre that was set up before. */
export function ExistingFolder({ bridge }: { readonly bridge: SetupBridge }) {
  const text = useText(setupWords)
  const say = useTerm()
  const [folder, setFolder] = useState('')
  const [fault, setFault] = useState<FolderRefusal | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const used = await bridge.openFolder(folder)
    if (!used.ok) setFault(used.error)
  }
  return (
    <form className="setup-form" onSubmit={submit}>
      <FolderField
        bridge={bridge}
        value={folder}
        help={text.existingHelp}
        fault={fault === null ? null : say(folderSentence(fault))}
        onChange={(chosen) => {
          setFolder(chosen)
          setFault(null)
        }}
      />
      <div className="setup-buttons">
        <Button type="primary" size="large" htmlType="submit" data-testid="folder-open">
          {text.open}
        </Button>
      </div>
    </form>
  )
}
