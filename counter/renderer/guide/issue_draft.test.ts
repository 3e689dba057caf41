import { expect, test } from 'vitest'
import { emptyIssue, issueCommand } from './issue_draft.ts'

test('who is not named is anonymous, and what is empty is not sent', () => {
  expect(issueCommand(emptyIssue, 'advice', true, 'zh').body).toEqual({
    serviceId: 'advice',
    claims: [],
    anonymous: true,
    delivery: 'print',
    locale: 'zh',
  })
})

test('a person, a group and a side of a matter are sent as they were filled in, trimmed', () => {
  const draft = {
    ...emptyIssue,
    claims: ['elderly' as const],
    idNumber: ' 11010519491231002x ',
    agentName: ' 李四 ',
    groupSize: 3,
    party: { matterRef: ' M-7 ', side: 'respondent' as const },
  }
  expect(issueCommand(draft, 'advice', false, 'en').body).toEqual({
    serviceId: 'advice',
    claims: ['elderly'],
    visitor: { idNumber: '11010519491231002X' },
    agent: { name: '李四' },
    groupSize: 3,
    party: { matterRef: 'M-7', side: 'respondent' },
    delivery: 'spoken',
    locale: 'en',
  })
})
