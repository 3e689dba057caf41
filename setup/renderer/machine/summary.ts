import type { DeviceName, MachineDevices } from '#protocol'

/** Where a device hangs, in a few signs for its closed card; '' while nothing is chosen. */
export function summaryOf(choice: NonNullable<MachineDevices[DeviceName]>): string {
  if ('place' in choice) return choice.place
  if ('ids' in choice) return `USB HID ${choice.ids}`
  if ('command' in choice) return choice.command
  if ('queue' in choice) return choice.queue
  if ('zones' in choice) return choice.zones.join('、') || '✓'
  return '✓'
}
