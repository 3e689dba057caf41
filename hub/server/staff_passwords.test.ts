import { expect, test } from 'vitest'
import { type TestCentre, withCentre } from '#testing'

/** Saves a member of staff with a new password, as the administrator. */
async function save(centre: TestCentre, id: string, given: object) {
  const before = centre.hub().centre.state().staff.get(id)
  if (before === undefined) throw new Error(`no ${id}`)
  const admin = await centre.staff('wu')
  const staff = { ...before, ...given }
  const body = { staff, password: 'another password', commandId: centre.commandId() }
  return admin.refusal('putStaff', { params: { id }, body })
}

const login = (centre: TestCentre, username: string, password: string) =>
  centre.stranger().refusal('login', { body: { username, password } })

test('a record that is refused leaves the password as it was', () =>
  withCentre({}, async (centre) => {
    expect(await save(centre, 'staff-1', { username: 'zhou' })).toBe('invalid')
    expect(await login(centre, 'zhao', 'another password')).toBe('login-failed')
    await centre.staff('zhao')
  }))
