export type { DeviceLines } from './devices.ts'
export { cardHolders } from './people.ts'
