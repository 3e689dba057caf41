import { assert } from '#basics'
import type { Command } from '#domain'
import type { Access } from './access/access.ts'
import type { Centre } from './core/centre.ts'
import type { CentreDefinition } from './definition.ts'

/** The commands that make an empty centre the one of a definition; passwords and devices are no commands. */
export const furnitureOf = ({ site, policy, services, counters, staff }: CentreDefinition): Command[] => [
  { type: 'configure', site, policy },
  ...services.map((service): Command => ({ type: 'save-service', service })),
  ...staff.map(({ record }): Command => ({ type: 'save-staff', staff: record })),
  ...counters.map((counter): Command => ({ type: 'save-counter', counter })),
]

/** Sets an empty centre up from its definition, in one commit. */
async function seed(centre: Centre, definition: CentreDefinition): Promise<void> {
  const commands = furnitureOf(definition)
  const answers = await Promise.all(commands.map((command) => centre.executeOwn(command)))
  for (const [index, answer] of answers.entries()) {
    const type = commands[index]?.type
    assert(
      answer.ok,
      `the centre definition is sound: ${type} was refused ${answer.ok ? '' : answer.error.code}`,
    )
  }
  await centre.executeOwn({ type: 'tick' })
}

/** Brings a centre to its definition: an empty log is seeded; devices with given tokens are let in each time. */
export async function applyDefinition(
  centre: Centre,
  access: Access,
  definition: CentreDefinition,
): Promise<void> {
  if (centre.state().site === null) await seed(centre, definition)
  for (const { record, password } of definition.staff) {
    if (password === null || !centre.state().staff.has(record.id)) continue
    if (!(await access.hasPassword(record.id))) await access.setPassword(record.id, password)
  }
  for (const { token, ...device } of definition.devices) {
    if (token !== undefined) await access.admit(device, token)
  }
}
