import { Button, Input, Modal } from 'antd'
import { PenLine, Upload } from 'lucide-react'
import { type ChangeEvent, useRef, useState } from 'react'
import { useText } from '#ui'
import { mediaWords } from './media_words.ts'
import type { MediaDesk, Uploaded } from './use_media.ts'

const accepted = '.png,.jpg,.jpeg,.webp,.mp4,.webm'
const longestText = 4_000

function TextDialog(props: { readonly onDone: (words: string) => void; readonly onCancel: () => void }) {
  const text = useText(mediaWords)
  const [words, setWords] = useState('')
  return (
    <Modal
      open
      title={text.writeTitle}
      okText={text.next}
      cancelText={text.cancel}
      okButtonProps={{ disabled: words.trim() === '' }}
      onOk={() => props.onDone(words.trim())}
      onCancel={props.onCancel}
    >
      <p className="media-note">{text.writeHint}</p>
      <Input.TextArea
        rows={8}
        maxLength={longestText}
        showCount
        value={words}
        aria-label={text.writeTitle}
        onChange={(event) => setWords(event.target.value)}
        data-testid="medium-words"
      />
    </Modal>
  )
}

/** The ways in for a medium of the centre's own: a file, or words written here; both are files to the hub. */
export function AddMedium({
  desk,
  onAdded,
}: {
  readonly desk: MediaDesk
  readonly onAdded: (file: Uploaded) => void
}) {
  const text = useText(mediaWords)
  const input = useRef<HTMLInputElement>(null)
  const [isWriting, setWriting] = useState(false)
  const bring = async (file: Blob) => {
    const uploaded = await desk.upload(file)
    if (uploaded !== null) onAdded(uploaded)
  }
  const chosen = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    if (file !== undefined) void bring(file)
    target.value = ''
  }
  return (
    <span className="media-add">
      <input
        ref={input}
        type="file"
        hidden
        accept={accepted}
        onChange={chosen}
        aria-label={text.upload}
        data-testid="medium-file"
      />
      <Button
        icon={<PenLine size={16} aria-hidden />}
        onClick={() => setWriting(true)}
        data-testid="write-medium"
      >
        {text.write}
      </Button>
      <Button
        type="primary"
        loading={desk.isBusy}
        icon={<Upload size={16} aria-hidden />}
        onClick={() => input.current?.click()}
        data-testid="upload-medium"
      >
        {desk.isBusy ? text.uploading : text.upload}
      </Button>
      {isWriting && (
        <TextDialog
          onCancel={() => setWriting(false)}
          onDone={(words) => {
            setWriting(false)
            void bring(new Blob([words], { type: 'text/plain' }))
          }}
        />
      )}
    </span>
  )
}
