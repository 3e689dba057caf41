import { open } from 'node:fs/promises'

/** Event types of Linux's user-space HID (linux/uhid.h). */
const events = { destroy: 1, output: 6, create2: 11, input2: 12 } as const
/** The largest event: type, name, places and numbers, report descriptor. */
const eventBytes = 4 + 128 + 64 + 64 + 2 + 2 + 4 * 4 + 4_096
const outputData = { at: 4, bytes: 4_096 } as const
const usbBus = 3
const reportBytes = 64

/** A vendor's page with one input and one output report of 64 bytes, none of them numbered. */
const descriptor = Buffer.from(
  '0600ff0901a1011500' + '26ff0075089540' + '09018102' + '95400901' + '9102' + 'c0',
  'hex',
)

/** A HID device of this kernel's own, whose reports this program sends and gets. */
export interface UhidDevice {
  send(report: Uint8Array): Promise<void>
  /** Takes it off the bus. */
  unplug(): Promise<void>
}

/** Puts a raw64 HID device on the kernel's bus; needs /dev/uhid. */
export async function plugIn(
  ids: { readonly vendor: number; readonly product: number },
  onReport: (report: Uint8Array) => void,
): Promise<UhidDevice> {
  const file = await open('/dev/uhid', 'r+')
  const create = Buffer.alloc(eventBytes)
  create.writeUInt32LE(events.create2, 0)
  create.write('virtual card reader', 4)
  const numbers = 4 + 128 + 64 + 64
  create.writeUInt16LE(descriptor.length, numbers)
  create.writeUInt16LE(usbBus, numbers + 2)
  create.writeUInt32LE(ids.vendor, numbers + 4)
  create.writeUInt32LE(ids.product, numbers + 8)
  descriptor.copy(create, numbers + 4 + 4 * 4)
  await file.write(create)

  let isGone = false
  const listen = async () => {
    const event = Buffer.alloc(eventBytes)
    for (;;) {
      const { bytesRead } = await file.read(event, 0, event.length, null)
      if (isGone) return
      if (bytesRead === 0 || event.readUInt32LE(0) !== events.output) continue
      const size = event.readUInt16LE(outputData.at + outputData.bytes)
      // A host hands over an unnumbered report behind a zero.
      const from = outputData.at + Math.max(0, size - reportBytes)
      onReport(Uint8Array.from(event.subarray(from, outputData.at + size)))
    }
  }
  listen().catch(() => undefined)
  return {
    async send(report) {
      const input = Buffer.alloc(4 + 2 + report.length)
      input.writeUInt32LE(events.input2, 0)
      input.writeUInt16LE(report.length, 4)
      input.set(report, 6)
      await file.write(input)
    },
    async unplug() {
      isGone = true
      const destroy = Buffer.alloc(4)
      destroy.writeUInt32LE(events.destroy, 0)
      await file.write(destroy)
    },
  }
}
