import { assert } from '#basics'
import type { Command } from '#domain'
import type { Access } from './access/access.ts'
import type { Centre } from './core/centre.ts'
import type { CentreDefinition } from './definition.ts'

/** Sets an empty centre up from its definition, in one commit; staff get their first passwords. */
async function seed(
  centre: Centre,
  { site, policy, services, counters, staff }: CentreDefinition,
): Promise<void> {
  const commands: Command[] = [
    { type: 'configure', site, policy },
    ...services.map((service) => ({ type: 'save-service' as const, service })),
    ...staff.map(({ record }) => ({ type: 'save-staff' as const, staff: record })),
    ...counters.map((counter) => ({ type: 'save-counter' as const, counter })),
  ]
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
