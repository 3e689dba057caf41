import { Button } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import type { Bilingual } from '#domain'
import { useText } from '#ui'
import { editWords } from './edit_words.ts'
import { type FieldProps, PairField } from './fields.tsx'

/** A list of sentences in both languages, in order. */
export function LinesField({
  label,
  path,
  faults,
  value,
  onChange,
}: FieldProps & { readonly value: readonly Bilingual[]; readonly onChange: (value: Bilingual[]) => void }) {
  const text = useText(editWords)
  const lines = value.map((line, at) => ({ line, at, key: `${path}.${at}` }))
  return (
    <section className="lines">
      <h4>{label}</h4>
      {lines.map(({ line, at, key }) => (
        <div key={key} className="line">
          <PairField
            label={`${at + 1}`}
            path={key}
            faults={faults}
            value={line}
            onChange={(changed) => onChange(value.map((each, index) => (index === at ? changed : each)))}
          />
          <Button
            type="text"
            aria-label={text.removeLine}
            icon={<Trash2 size={16} aria-hidden />}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<Plus size={14} aria-hidden />}
        onClick={() => onChange([...value, { zh: '', en: '' }])}
        data-testid={`add-${path}`}
      >
        {text.addLine}
      </Button>
    </section>
  )
}
