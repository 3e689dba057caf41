export { type Caller, callerOf, openTestSocket, type TestSocket } from './caller.ts'
export { type Choice, type Sent, type Step, sentBy, stories } from './command_arbitraries.ts'
export { fictionalIdNumber } from './id_numbers.ts'
export { startTestPostgres } from './postgres.ts'
export {
  passwordOf,
  testCounters,
  testDefinition,
  testServices,
  testStaff,
  tokenOf,
} from './test_centre.ts'
export { type TestCentre, unlimited, withCentre } from './with_centre.ts'
