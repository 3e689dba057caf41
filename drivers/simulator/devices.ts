import type { Clock } from '#basics'
import type { DockCommand, DockState } from '#protocol'
import { openCounterDevices } from './counter_devices.ts'
import { openPrinterDevice } from './printer_device.ts'
import { openReaderDevice } from './reader_device.ts'
import { openScannerDevice } from './scanner_device.ts'

/** Where the programs under demonstration find the simulated devices. */
export interface DeviceLines {
  readonly idCard: string
  readonly printer: string
  readonly signs: string
  readonly callPads: string
  readonly evaluator: string
  readonly codeScanner: string
}

/** Every simulated device of a centre on its own line, in one hand. */
export interface DockDevices {
  readonly lines: DeviceLines
  state(): Omit<DockState, 'audio'>
  /** Does what a person did at the dock; false for a command it does not know. */
  obey(command: DockCommand): Promise<boolean>
  close(): Promise<void>
}

/** Opens the lines and puts a simulator on each; `onChange` is told of whatever can be seen. */
export async function openDockDevices(
  clock: Clock,
  addresses: readonly number[],
  onChange: () => void,
): Promise<DockDevices> {
  const reader = await openReaderDevice(clock)
  const printer = await openPrinterDevice(clock, onChange)
  const scanner = await openScannerDevice(clock)
  const counter = await openCounterDevices(clock, addresses)
  const all = [reader, printer, scanner, counter]

  const obey = async (command: DockCommand): Promise<boolean> => {
    switch (command.type) {
      case 'place-card':
        return reader.place(command.personId)
      case 'lift-card':
        reader.lift()
        return true
      case 'reader-fault':
        return reader.choose(command.fault)
      case 'scan-code':
        scanner.scan(command.text)
        return true
      case 'scanner-fault':
        return scanner.choose(command.fault)
      case 'printer-switch':
        return printer.turn(command.name, command.on)
      case 'clear-papers':
        printer.clear()
        return true
      default:
        return counter.obey(command)
    }
  }

  return {
    lines: { idCard: reader.path, printer: printer.path, codeScanner: scanner.path, ...counter.lines },
    obey,
    state: () => ({
      people: reader.people(),
      reader: reader.state(),
      scanner: scanner.state(),
      printer: printer.state(),
      ...counter.state(),
    }),
    async close() {
      await Promise.all(all.map((device) => device.close()))
    },
  }
}
