/** A few ways side by side, one of them chosen. */
export function ChoiceRow<Value extends string>(props: {
  readonly legend: string
  readonly value: Value
  readonly options: readonly (readonly [Value, string])[]
  readonly onChange: (value: Value) => void
}) {
  const { legend, value, options, onChange } = props
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      <div className="chips">
        {options.map(([option, name]) => (
          <button
            key={option}
            type="button"
            className="chip"
            aria-pressed={option === value}
            onClick={() => onChange(option)}
            data-testid={`option-${option}`}
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
