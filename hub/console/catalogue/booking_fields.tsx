import type { Service } from '#domain'
import { useText } from '#ui'
import type { Faults } from '../edit/faults.ts'
import { NumberField, SwitchField } from '../edit/fields.tsx'
import { catalogueWords } from './catalogue_words.ts'

const usual = { slotMinutes: 30, capacity: 2 }

/** Whether and how a service can be booked, and when other counters help with it. */
export function BookingFields(props: {
  readonly value: Service
  readonly faults: Faults
  readonly onChange: (part: Partial<Service>) => void
}) {
  const { value, faults, onChange } = props
  const { booking, rules } = value
  const text = useText(catalogueWords)
  // A service that cannot be booked has no such member at all: null would not be one the protocol knows.
  const without = () => onChange({ booking: undefined } as unknown as Partial<Service>)
  const setOverflow = (overflowMinutes: number | null) => {
    const { overflowMinutes: _, ...rest } = rules ?? {}
    onChange({ rules: overflowMinutes === null ? rest : { ...rest, overflowMinutes } })
  }
  return (
    <>
      <SwitchField
        label={text.booking}
        path="booking"
        faults={faults}
        value={booking !== undefined}
        onChange={(isBookable) => (isBookable ? onChange({ booking: usual }) : without())}
      />
      {booking !== undefined && (
        <>
          <NumberField
            label={text.slotMinutes}
            path="booking.slotMinutes"
            faults={faults}
            value={booking.slotMinutes}
            unit={text.minutes}
            onChange={(slotMinutes) => onChange({ booking: { ...booking, slotMinutes: slotMinutes ?? 0 } })}
          />
          <NumberField
            label={text.capacity}
            path="booking.capacity"
            faults={faults}
            value={booking.capacity}
            onChange={(capacity) => onChange({ booking: { ...booking, capacity: capacity ?? 0 } })}
          />
          <NumberField
            label={text.online}
            path="booking.online"
            faults={faults}
            value={booking.online ?? 0}
            onChange={(online) => onChange({ booking: { ...booking, online: online ?? 0 } })}
          />
        </>
      )}
      <NumberField
        label={text.overflowMinutes}
        path="rules.overflowMinutes"
        faults={faults}
        value={rules?.overflowMinutes ?? null}
        unit={text.minutes}
        onChange={setOverflow}
      />
    </>
  )
}
