import { ulid } from 'ulid'
import type { Clock } from '#basics'

/** A fresh command id: a ULID, sortable by time, random enough to never meet another sender's. */
export const newCommandId = (clock: Clock): string => ulid(Math.floor(clock.now()))
