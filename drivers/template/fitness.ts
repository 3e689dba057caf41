import type { Template } from './template.ts'

/** Families whose members may speak a template. */
export type TemplateFamily = 'counter-sign' | 'call-pad' | 'evaluator'

type Replies = Template['config']['replies']
type Part = Template['config']['frame'][number]

const fieldsOf = (parts: readonly Part[]): readonly string[] =>
  parts.flatMap((part) => ('printf' in part ? part.fields : 'field' in part ? [part.field] : []))

const heard = ({ config }: Template, reply: Replies[string]): readonly string[] =>
  fieldsOf([...(config.replyFrame ?? config.frame), ...reply.payload])

/** What a device with keys needs of its template besides its own operations; `meanings` are what a key may stand for. */
function keyFaults(template: Template, meanings: readonly string[]): readonly string[] {
  const { replies, keys } = template.config
  const reply = replies.key
  const strange = Object.entries(keys)
    .filter(([, meaning]) => !meanings.includes(meaning))
    .map(([key, meaning]) => `keys.${key}: "${meaning}" is none of ${meanings.join(', ')}`)
  const none =
    Object.keys(keys).length === 0 ? [`keys: name what each key means: ${meanings.join(', ')}`] : []
  if (reply === undefined) return ['replies: needs "key", which tells of a pressed key', ...none, ...strange]
  const silent = heard(template, reply).includes('key')
    ? []
    : ['replies.key: needs a field "key": which key was pressed']
  return [...silent, ...none, ...strange]
}

function signFaults(template: Template): readonly string[] {
  const fixed = ['call', 'pause', 'welcome']
  const isAble = template.can('show') || fixed.every(template.can)
  return isAble ? [] : ['operations: a sign needs "show", or "call", "pause" and "welcome"']
}

/**
 * What keeps a right template from serving a family: a device that would be silent for ever is told before it is
 * opened. `meanings` are what a key may stand for. Sentences for whoever wrote the template.
 */
export function unfitFor(
  family: TemplateFamily,
  template: Template,
  meanings: readonly string[],
): readonly string[] {
  if (family === 'counter-sign') return signFaults(template)
  const poll = family === 'call-pad' && !template.can('poll')
  const unasked = poll ? ['operations: a call pad needs "poll", with which it is asked for its key'] : []
  return [...unasked, ...keyFaults(template, meanings)]
}
