import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useText } from '#ui'
import { editWords } from '../edit/edit_words.ts'

/** Title of a catalogue section with the way to add to it. */
export function SectionHead({ title, onAdd }: { readonly title: string; readonly onAdd: () => void }) {
  const text = useText(editWords)
  return (
    <header className="section-head">
      <h2>{title}</h2>
      <Button type="primary" icon={<Plus size={16} aria-hidden />} onClick={onAdd} data-testid="add">
        {text.add}
      </Button>
    </header>
  )
}
