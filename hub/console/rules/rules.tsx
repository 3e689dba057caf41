import './rules.css'
import { Button } from 'antd'
import { useState } from 'react'
import { useCentre } from '#client'
import { useLocale, useText } from '#ui'
import { dayName } from '../edit/hours_text.ts'
import { type RuleFigure, ruleGroupNames, ruleGroups } from './rule_groups.ts'
import { RulesEditor } from './rules_editor.tsx'
import { rulesWords } from './rules_words.ts'

/** The days off and the make-up workdays. */
function Calendar() {
  const text = useText(rulesWords)
  const locale = useLocale()
  const { closedDates, makeUpDates } = useCentre((centre) => centre.policy)
  const worked = makeUpDates.map(
    ({ date, weekday }) => `${date}（${text.asWeekday(dayName(weekday, locale))}）`,
  )
  const line = (days: readonly string[]) => (days.length === 0 ? text.emptyDays : days.join('  '))
  return (
    <section className="card">
      <h3>{text.calendar}</h3>
      <dl className="facts">
        <dt>{text.closedDates}</dt>
        <dd data-testid="closed-dates">{line(closedDates)}</dd>
        <dt>{text.makeUpDates}</dt>
        <dd data-testid="make-up-dates">{line(worked)}</dd>
      </dl>
    </section>
  )
}

/** The queue rules in force, by what they are about, and the way to change them. */
export function Rules() {
  const text = useText(rulesWords)
  const site = useCentre((centre) => centre.site)
  const policy = useCentre((centre) => centre.policy)
  const [isEditing, setEditing] = useState(false)
  const said = (key: RuleFigure['key'], figure: number | null, unit: string) => {
    if (figure === null) return text.none
    return key === 'noShowLimit' && figure === 0 ? text.never : text.figure(figure, unit)
  }
  return (
    <>
      <header className="section-head">
        <h2>{text.title}</h2>
        <span className="rules-version">{text.version(policy.version)}</span>
        <Button
          type="primary"
          disabled={site === null}
          onClick={() => setEditing(true)}
          data-testid="edit-rules"
        >
          {text.edit}
        </Button>
      </header>
      <p className="rules-note">{text.note}</p>
      <div className="rules-grid">
        {ruleGroupNames.map((name) => (
          <section key={name} className="card">
            <h3>{text[name]}</h3>
            <dl className="rule-figures">
              {ruleGroups[name].map(({ key, unit }) => (
                <div key={key}>
                  <dt>{text[key]}</dt>
                  <dd data-testid={`rule-${key}`}>{said(key, policy[key], text[unit])}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Calendar />
      {isEditing && site !== null && (
        <RulesEditor site={site} policy={policy} onClose={() => setEditing(false)} />
      )}
    </>
  )
}
