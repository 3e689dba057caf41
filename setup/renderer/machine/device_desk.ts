import type { Result } from '#basics'
import type {
  DeviceName,
  DevicesRefusal,
  MachineDevices,
  MachineHardware,
  SetupCounter,
  TestStepSeen,
} from '#protocol'

/** What this machine has to choose from, and the way to look again. */
export interface HardwareList extends MachineHardware {
  readonly isBusy: boolean
  look(): void
}

/** What every device's card works with. */
export interface DeviceDesk {
  readonly devices: MachineDevices
  readonly hardware: HardwareList
  readonly counters: readonly SetupCounter[]
  /** The counter this machine stands at; null = at none. */
  readonly ownCounterId: string | null
  set<Name extends DeviceName>(name: Name, choice: MachineDevices[Name]): void
  test(name: DeviceName): Promise<Result<readonly TestStepSeen[], DevicesRefusal>>
}
