import { Input, Select } from 'antd'
import { useText } from '#ui'
import { Labelled } from '#ui/staff'
import { guideWords } from './words.ts'

/** The side of a dispute as the desk fills it in; without a number there is none. */
export interface PartyDraft {
  readonly matterRef: string
  readonly side: 'applicant' | 'respondent'
}

/** Nothing filled in yet. */
export const noParty: PartyDraft = { matterRef: '', side: 'applicant' }

/** Which dispute, and which side of it: the other side is never given to the same adviser (回避). */
export function PartyFields(props: {
  readonly value: PartyDraft
  readonly onChange: (value: PartyDraft) => void
}) {
  const { value, onChange } = props
  const text = useText(guideWords)
  return (
    <>
      <Labelled label={text.matterRef}>
        {(id) => (
          <Input
            id={id}
            autoComplete="off"
            maxLength={64}
            value={value.matterRef}
            onChange={(event) => onChange({ ...value, matterRef: event.target.value })}
            data-testid="matter-ref"
          />
        )}
      </Labelled>
      {value.matterRef.trim() !== '' && (
        <Labelled label={text.side}>
          {(id) => (
            <Select
              id={id}
              value={value.side}
              options={[
                { value: 'applicant' as const, label: text.applicant },
                { value: 'respondent' as const, label: text.respondent },
              ]}
              onChange={(side) => onChange({ ...value, side })}
              data-testid="matter-side"
            />
          )}
        </Labelled>
      )}
    </>
  )
}
