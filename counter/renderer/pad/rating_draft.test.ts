import { describe, expect, it } from 'vitest'
import { ratingBody as ratingSchema } from '#protocol'
import {
  emptyDraft,
  mark,
  markAllAlike,
  missingPart,
  ratingBody,
  secondsLeft,
  toggleReason,
} from './rating_draft.ts'

const asked = { ticketId: 't1', leg: 0 }

describe('a rating', () => {
  it('begins with nothing chosen and cannot be sent', () => {
    expect(Object.values(emptyDraft.marks)).toEqual([null, null, null, null])
    expect(ratingBody(emptyDraft, asked)).toBeNull()
  })
  it('fills in no dimension by itself', () => {
    const draft = mark(emptyDraft, 'overall', 5)
    expect(missingPart(draft)).toBe('dimensions')
    expect(draft.marks.attitude).toBeNull()
    expect(ratingBody(draft, asked)).toBeNull()
  })
  it('takes three alike by one press, and each can still be changed', () => {
    const draft = mark(markAllAlike(mark(emptyDraft, 'overall', 4)), 'efficiency', 3)
    const body = ratingSchema.parse({
      ...ratingBody(draft, asked),
      commandId: '01JXAVN1T00000000000000000',
    })
    expect(body.marks).toEqual({ overall: 4, attitude: 4, efficiency: 3, competence: 4 })
    expect(body.reasons).toEqual([])
  })
  it('asks for a reason or words with the two worst only', () => {
    const bad = markAllAlike(mark(emptyDraft, 'overall', 2))
    expect(missingPart(bad)).toBe('reason')
    expect(missingPart(toggleReason(bad, 'unclear'))).toBeNull()
    expect(missingPart({ ...bad, comment: ' 说明 ' })).toBeNull()
    expect(missingPart(toggleReason(toggleReason(bad, 'unclear'), 'unclear'))).toBe('reason')
    expect(missingPart(markAllAlike(mark(emptyDraft, 'overall', 3)))).toBeNull()
  })
  it('drops reasons nobody can see any more', () => {
    const bad = toggleReason(markAllAlike(mark(emptyDraft, 'overall', 1)), 'other')
    expect(mark(bad, 'overall', 4).reasons).toEqual([])
    expect(mark(bad, 'overall', 2).reasons).toEqual(['other'])
  })
})

describe('the time to rate', () => {
  it('runs out at zero and stays there', () => {
    expect(secondsLeft(0, 0, 120)).toBe(120)
    expect(secondsLeft(0, 119_001, 120)).toBe(1)
    expect(secondsLeft(0, 500_000, 120)).toBe(0)
  })
})
