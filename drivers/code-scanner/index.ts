export { type CodeAffixes, codeText, longestCode, scannedCode } from './codec.ts'
export { type CodeScanner, type CodeScannerOptions, openCodeScanner } from './driver.ts'
export {
  type CodeScannerFault,
  type CodeScannerSimulator,
  codeScannerFaults,
  simulateCodeScanner,
} from './simulator.ts'
export type { ScannedCode, ScannerReason, ScannerStatus } from './types.ts'
