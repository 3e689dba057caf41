export { type CityParty, cityMessage } from './message.ts'
export { type CursorStore, type Outbox, type OutboxLog, type OutboxOptions, startOutbox } from './outbox.ts'
