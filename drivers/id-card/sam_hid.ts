import type { Clock } from '#basics'
import { samFrameLength } from '../framing/sam_frame.ts'
import { hidTransport } from '../transport/hid.ts'
import { type NodeHid, nodeHidPort, type ReportPath } from '../transport/node_hid.ts'
import type { Transport } from '../transport/types.ts'

/** A SAM module behind USB HID. */
export interface HidReaderSettings {
  /** USB ids as they are printed by the system: `0400:c35a`. */
  readonly ids: string
  /** How reports reach it: which one a reader wants is found by trying. */
  readonly reports: ReportPath
}

/** The line to a SAM module that carries its frames in HID reports of 64 bytes. */
export function hidSamTransport(
  { ids, reports }: HidReaderSettings,
  clock: Clock,
  load?: () => Promise<NodeHid>,
): Transport {
  const [vendorId = Number.NaN, productId = Number.NaN] = ids
    .split(':')
    .map((part) => Number.parseInt(part, 16))
  const port = nodeHidPort({ vendorId, productId, reports }, load)
  return hidTransport({ port, clock, messageLength: samFrameLength })
}
