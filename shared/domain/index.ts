import { ok } from '#basics'
export const a = ok(1)
