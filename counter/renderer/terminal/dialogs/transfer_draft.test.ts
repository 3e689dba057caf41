import { expect, it } from 'vitest'
import { counterBody } from '#protocol'
import { type TransferDraft, transferBody } from './transfer_draft.ts'

const draft: TransferDraft = {
  kind: 'service',
  targetId: null,
  position: 'taken',
  after: 3,
  note: '  ',
  returnToMe: false,
}
const commandId = '01JXAVN1T00000000000000000'

it('is nothing without a target', () => {
  expect(transferBody(draft)).toBeNull()
})

it('is a command the hub accepts, for each kind of target', () => {
  for (const kind of ['service', 'counter', 'staff'] as const) {
    const body = transferBody({ ...draft, kind, targetId: 'X1', position: 'after', note: ' 请核对 ' })
    const parsed = counterBody.parse({ ...body, commandId })
    expect(parsed).toMatchObject({ type: 'transfer', position: { after: 3 }, note: '请核对' })
  }
  expect(transferBody({ ...draft, targetId: 'X1' })).not.toHaveProperty('note')
})
