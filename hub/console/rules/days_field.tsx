import { Button, Input, Select } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import type { Policy } from '#domain'
import { useLocale, useText } from '#ui'
import type { Faults } from '../edit/faults.ts'
import { dayName } from '../edit/hours_text.ts'
import { holidayTables, withHolidays } from './holidays.ts'
import { rulesWords } from './rules_words.ts'

type Days = Pick<Policy, 'closedDates' | 'makeUpDates'>
const week = [1, 2, 3, 4, 5, 6, 7]

function DayRow(props: {
  readonly label: string
  readonly date: string
  readonly weekday: number | null
  readonly isFaulty: boolean
  readonly onChange: (date: string, weekday: number) => void
  readonly onRemove: () => void
}) {
  const text = useText(rulesWords)
  const locale = useLocale()
  const { date, weekday, onChange } = props
  return (
    <div className="day-row">
      <Input
        placeholder="2026-01-01"
        maxLength={10}
        aria-label={props.label}
        {...(props.isFaulty ? { status: 'error' as const } : {})}
        value={date}
        onChange={(event) => onChange(event.target.value, weekday ?? 1)}
      />
      {weekday !== null && (
        <Select
          aria-label={text.makeUpDates}
          value={weekday}
          options={week.map((day) => ({ value: day, label: text.asWeekday(dayName(day, locale)) }))}
          onChange={(day) => onChange(date, day)}
        />
      )}
      <Button
        type="text"
        aria-label={`${text.remove} ${date}`}
        icon={<Trash2 size={16} aria-hidden />}
        onClick={props.onRemove}
      />
    </div>
  )
}

const without = <T,>(list: readonly T[], at: number) => list.filter((_, index) => index !== at)
const withOne = <T,>(list: readonly T[], at: number, one: T) =>
  list.map((each, index) => (index === at ? one : each))

/** The days off and the days worked instead, by hand or from the State Council's table. */
export function DaysField(props: {
  readonly value: Days
  readonly faults: Faults
  readonly onChange: (days: Days) => void
}) {
  const { value, faults, onChange } = props
  const { closedDates, makeUpDates } = value
  const text = useText(rulesWords)
  const set = (part: Partial<Days>) => onChange({ closedDates, makeUpDates, ...part })
  const add = (name: string, press: () => void, testId: string) => (
    <Button size="small" icon={<Plus size={14} aria-hidden />} onClick={press} data-testid={testId}>
      {name}
    </Button>
  )
  const off = closedDates.map((date, at) => ({ date, at, key: `off-${at}` }))
  const worked = makeUpDates.map((day, at) => ({ day, at, key: `worked-${at}` }))
  return (
    <>
      <section className="lines">
        <h4>{text.closedDates}</h4>
        <div className="day-rows">
          {off.map(({ date, at, key }) => (
            <DayRow
              key={key}
              label={text.closedDates}
              date={date}
              weekday={null}
              isFaulty={faults.has(`closedDates.${at}`)}
              onChange={(changed) => set({ closedDates: withOne(closedDates, at, changed) })}
              onRemove={() => set({ closedDates: without(closedDates, at) })}
            />
          ))}
        </div>
        {add(text.addDay, () => set({ closedDates: [...closedDates, ''] }), 'add-closed')}
      </section>
      <section className="lines">
        <h4>{text.makeUpDates}</h4>
        <div className="day-rows">
          {worked.map(({ day, at, key }) => (
            <DayRow
              key={key}
              label={text.makeUpDates}
              date={day.date}
              weekday={day.weekday}
              isFaulty={faults.has(`makeUpDates.${at}.date`)}
              onChange={(date, weekday) => set({ makeUpDates: withOne(makeUpDates, at, { date, weekday }) })}
              onRemove={() => set({ makeUpDates: without(makeUpDates, at) })}
            />
          ))}
        </div>
        {add(
          text.addDay,
          () => set({ makeUpDates: [...makeUpDates, { date: '', weekday: 5 }] }),
          'add-worked',
        )}
      </section>
      <div className="wide">
        {holidayTables.map((table) => (
          <Button
            key={table.year}
            onClick={() => onChange(withHolidays(value, table))}
            title={table.source}
            data-testid={`holidays-${table.year}`}
          >
            {text.load(table.year)}
          </Button>
        ))}
      </div>
    </>
  )
}
