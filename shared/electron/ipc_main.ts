import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import { z } from 'zod'
import { machineDevices, newCentre, pagePrintOrder, testOrder } from '#protocol'
import { isOwnPage } from './app_address.ts'
import type { Notices, Pushes, Questions } from './ipc_contract.ts'

const questionSchemas: { readonly [C in keyof Questions]: z.ZodType<Questions[C]['payload']> } = {
  'shell:endpoint': z.null(),
  'shell:print-page': pagePrintOrder,
  'setup:start': z.null(),
  'setup:find-hub': z.string().max(300),
  'setup:pair': z.string().max(40),
  'setup:hardware': z.null(),
  'setup:probe': z.array(z.string().max(200)).max(20),
  'setup:test-device': testOrder,
  'setup:save-devices': machineDevices,
  'setup:create-centre': newCentre,
  'setup:open-folder': z.string().max(500),
  'setup:choose-folder': z.null(),
  'setup:other-role': z.null(),
}

const noticeSchemas = { 'shell:alive': z.int().nonnegative() } satisfies {
  readonly [C in keyof Notices]: z.ZodType<Notices[C]>
}

/** Whether a message comes from the main frame of one of our own pages (Electron security checklist, item 17). */
export function senderIsTrusted(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame !== undefined && frame.parent === null && isOwnPage(frame.url, null)
}

/** Answers a question of one window's page; strangers and malformed payloads get an error and nothing else. */
export function answerQuestion<C extends keyof Questions>(
  contents: WebContents,
  channel: C,
  answer: (payload: Questions[C]['payload']) => Promise<Questions[C]['answer']>,
): void {
  contents.ipc.handle(channel, (event, payload: unknown) => {
    if (!senderIsTrusted(event)) throw new Error('refused')
    return answer(questionSchemas[channel].parse(payload))
  })
}

/** Hears a notice of one window's page; strangers and malformed payloads are ignored. */
export function hearNotice<C extends keyof Notices>(
  contents: WebContents,
  channel: C,
  hear: (payload: Notices[C]) => void,
): void {
  contents.ipc.on(channel, (event, payload: unknown) => {
    const parsed = noticeSchemas[channel].safeParse(payload)
    if (senderIsTrusted(event) && parsed.success) hear(parsed.data)
  })
}

/** Tells a page something, if it is still there. */
export function push<C extends keyof Pushes>(contents: WebContents, channel: C, payload: Pushes[C]): void {
  if (!contents.isDestroyed()) contents.send(channel, payload)
}
