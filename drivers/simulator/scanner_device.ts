import type { Clock } from '#basics'
import { type CodeScannerFault, codeScannerFaults, ptyPair, simulateCodeScanner } from '#drivers'
import { faultSwitch } from './fault_switch.ts'

type Fault = Exclude<CodeScannerFault, 'none'>

const isFault = (fault: CodeScannerFault): fault is Fault => fault !== 'none'

/** The simulated code scanner on its own line. */
export async function openScannerDevice(clock: Clock) {
  const line = await ptyPair()
  const scanner = simulateCodeScanner(line.port, clock)
  const faults = faultSwitch<Fault>(line, codeScannerFaults.filter(isFault), (fault) =>
    scanner.setFault(fault ?? 'none'),
  )
  return {
    path: line.driverPath,
    state: faults.state,
    scan: scanner.scan,
    choose: faults.choose,
    close: () => line.close(),
  }
}
