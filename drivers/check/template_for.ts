import { resolve } from 'node:path'
import { err, type Result } from '#basics'
import { padActions } from '../call-pad/types.ts'
import { evaluatorMarks } from '../evaluator/driver.ts'
import { type TemplateFamily, unfitFor } from '../template/fitness.ts'
import { readTemplate, type Template } from '../template/index.ts'

/** What a key of each family may stand for. */
const meanings: Readonly<Record<TemplateFamily, readonly string[]>> = {
  'counter-sign': [],
  'call-pad': padActions,
  evaluator: Object.keys(evaluatorMarks),
}

/**
 * Reads the template a device is configured with (a name in `resources`/devices, or the path of a file) and makes sure
 * that it can serve the device's family; the error is one text for the person who sets the machine up.
 */
export function templateFor(
  family: TemplateFamily,
  resources: string,
  name: string,
): Result<Template, string> {
  const file = name.endsWith('.json') ? resolve(name) : resolve(resources, 'devices', `${name}.json`)
  const read = readTemplate(file)
  if (!read.ok) return read
  const unfit = unfitFor(family, read.value, meanings[family])
  return unfit.length === 0 ? read : err(unfit.map((sentence) => `${file}: ${sentence}`).join('\n'))
}
