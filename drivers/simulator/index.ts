export { type DeviceLines, type DockDevices, openDockDevices } from './devices.ts'
export { type CardHolder, cardHolders } from './people.ts'
export { type DockOptions, type RunningDock, startDock } from './server.ts'
