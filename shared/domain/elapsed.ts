/**
 * Whether so much time lies between a moment and now. A clock set back by more than that counts as passed, so that
 * nobody waits at a counter until the clock has caught up.
 */
export const hasPassed = (then: number, now: number, ms: number): boolean => Math.abs(now - then) >= ms
