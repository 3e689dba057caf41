import { type CodeScanner, openCodeScanner, type ScannedCode, scannedCode } from '#drivers'
import type { Capabilities } from '#protocol'
import type { AgentConfig } from './config.ts'
import { type DeviceContext, guarded, type ReportedStatus, reporter, transportOf } from './device_context.ts'

/** The code scanner of this machine: on a line of its own, or typing into the page. */
export interface ScannerDevice {
  /** What a scanner typed into the page; a text where no such scanner is configured is passed over. */
  typed(text: string): void
  close(): Promise<void>
}

/** How codes are scanned at this machine. */
export function scannerKind({ devices }: AgentConfig): Capabilities['codeScanner'] {
  if (devices.codeScanner === undefined) return 'none'
  return 'keyboard' in devices.codeScanner ? 'keyboard' : 'line'
}

/** Opens the configured scanner; null where none is configured. Codes are neither kept nor logged. */
export function openScannerDevice(
  context: DeviceContext,
  onCode: (code: ScannedCode) => void,
): ScannerDevice | null {
  const { config, clock, log } = context
  const settings = config.devices.codeScanner
  if (settings === undefined) return null
  const tell = guarded(log, 'code-scanner', onCode)
  if ('keyboard' in settings)
    return { typed: (text) => tell(scannedCode(text)), close: async () => undefined }
  const report = reporter(context, {
    part: 'code-scanner',
    family: 'code-scanner',
    name: '扫码器',
    counterId: config.counterId,
  })
  const note = ({ state, reason }: ReportedStatus) => report({ state, reason })
  note({ state: 'connecting', reason: null })
  const transport = transportOf(context, settings, note)
  let scanner: CodeScanner | null = null
  if (transport !== null) {
    const { prefix, suffix } = settings
    scanner = openCodeScanner({
      transport,
      clock,
      affixes: { prefix, suffix },
      onCode: tell,
      onStatus: guarded(log, 'code-scanner', note),
    })
  }
  return {
    typed: () => undefined,
    async close() {
      await scanner?.close()
    },
  }
}
