import { err, ok, type Result } from '#basics'
import { reportBytes } from '../framing/hid_reports.ts'
import type { HidHandlers, HidPort, OpenHid } from './hid.ts'

/**
 * How reports reach a device. Two ways are known of readers 0400:C35A, both from one public program and neither
 * confirmed: `plain` writes output reports and receives input reports; `control` writes a feature report with
 * id 1 (SET_REPORT, wValue 0301) and asks for answers over the control pipe.
 */
export type ReportPath = 'plain' | 'control'

/** As much of node-hid's device as is used here. */
interface NodeHidDevice {
  on(event: 'data', listener: (data: Uint8Array) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  write(values: number[]): Promise<number>
  sendFeatureReport(data: number[]): Promise<number>
  getFeatureReport(id: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** As much of the package `node-hid` as is used here. */
export interface NodeHid {
  readonly HIDAsync: { open(vendorId: number, productId: number): Promise<NodeHidDevice> }
  devicesAsync?(): Promise<readonly ListedHid[]>
}

/** What node-hid knows of a device. */
interface ListedHid {
  readonly vendorId: number
  readonly productId: number
  readonly manufacturer?: string | undefined
  readonly product?: string | undefined
}

/** A HID device of this machine. */
export interface HidDeviceInfo {
  /** `0400:c35a`, as the configuration takes it. */
  readonly ids: string
  readonly description: string
}

/** Which device, and how reports reach it. */
export interface NodeHidSettings {
  readonly vendorId: number
  readonly productId: number
  readonly reports: ReportPath
}

/** Report ids of the two ways; `plain` devices number no reports. */
const ids = { plain: 0, control: 1, asked: 0 } as const

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error))
const hex = (id: number): string => id.toString(16).padStart(4, '0')

/** The package is native: it is loaded only where a HID device is configured or listed. */
async function loadNodeHid(): Promise<NodeHid> {
  const loaded: { readonly default: NodeHid } = await import('node-hid')
  return loaded.default
}

/** The HID devices of this machine, each once; empty where they cannot be listed. */
export async function hidDevices(
  load: () => Promise<NodeHid> = loadNodeHid,
): Promise<readonly HidDeviceInfo[]> {
  const listed = await load()
    .then((hid) => hid.devicesAsync?.() ?? [])
    .catch(() => [])
  const found = new Map<string, HidDeviceInfo>()
  for (const { vendorId, productId, manufacturer = '', product = '' } of listed) {
    const ids = `${hex(vendorId)}:${hex(productId)}`
    found.set(ids, { ids, description: `${manufacturer} ${product}`.trim() })
  }
  return [...found.values()]
}

function openDevice(device: NodeHidDevice, reports: ReportPath, handlers: HidHandlers): OpenHid {
  const taken = (write: Promise<number>) =>
    write.then(
      () => true,
      () => false,
    )
  device.on('error', (error) => {
    handlers.onClosed(sentence(error))
    device.close().catch(() => undefined)
  })
  const close = () => device.close().catch(() => undefined)
  if (reports === 'plain') {
    device.on('data', (data) => handlers.onReport(data))
    return { write: (report) => taken(device.write([ids.plain, ...report])), poll: null, close }
  }
  return {
    write: (report) => taken(device.sendFeatureReport([ids.control, ...report])),
    async poll() {
      const report = await device.getFeatureReport(ids.asked, 1 + reportBytes)
      return report.length > 1 ? report.subarray(1) : null
    },
    close,
  }
}

/** A HID device of this machine by its USB ids; `load` stands in for the package in tests. */
export function nodeHidPort(settings: NodeHidSettings, load: () => Promise<NodeHid> = loadNodeHid): HidPort {
  const { vendorId, productId, reports } = settings
  return {
    name: `hid://${hex(vendorId)}:${hex(productId)}`,
    async open(handlers): Promise<Result<OpenHid, string>> {
      try {
        const device = await (await load()).HIDAsync.open(vendorId, productId)
        return ok(openDevice(device, reports, handlers))
      } catch (error) {
        return err(sentence(error))
      }
    },
  }
}
