import { assert } from '#basics'
import {
  type Controller,
  type ControllerOptions,
  type ControllerPads,
  type ControllerSigns,
  driverOf,
  type Template,
  type TemplateFamily,
  templateFor,
} from '#drivers'
import type { AgentConfig } from './config.ts'
import {
  counted,
  type DeviceContext,
  guarded,
  type ReportedStatus,
  rateOf,
  reporter,
  transportOf,
} from './device_context.ts'
import { type DeskPad, type PadDesk, type PadDeskOptions, padDesk } from './pad_desk.ts'
import { type SignDesk, signDesk } from './sign_desk.ts'

/** The counter signs and call pads of this machine, on one line or two. */
export interface ControllerDevice {
  readonly signs: SignDesk | null
  readonly pads: PadDesk | null
  close(): Promise<void>
}

type Reports = ReadonlyMap<number, (status: ReportedStatus) => void>

const signNames = { part: 'sign', family: 'counter-sign', name: '窗口屏' } as const
const padNames = { part: 'pad', family: 'call-pad', name: '呼叫器' } as const

/** The template a device is configured with; one that cannot serve its family throws a sentence. */
export function templateOf({ resourcesDir }: AgentConfig, family: TemplateFamily, name: string): Template {
  const read = templateFor(family, resourcesDir, name)
  assert(read.ok, read.ok ? '' : read.error)
  return read.value
}

/** Signs as members of a line, and the rate it runs at. */
type Signs = ControllerSigns & { readonly baudRate: number }

function signsOf(context: DeviceContext, reports: Reports): Signs | null {
  const settings = context.config.devices.signLine
  if (settings === undefined) return null
  const { ack, deviceType, signs } = settings
  const template =
    settings.template === undefined ? null : templateOf(context.config, 'counter-sign', settings.template)
  const protocol =
    template === null
      ? driverOf('counter-sign', 'onbon')({ ack, deviceType })
      : driverOf('counter-sign', 'template')(template)
  const onStatus: ControllerSigns['onStatus'] = (address, status) => reports.get(address)?.(status)
  return {
    protocol,
    baudRate: rateOf(settings.baudRate, template),
    addresses: signs.map(({ address }) => address),
    onStatus: guarded(context.log, 'counter-sign', onStatus),
  }
}

function reportsOf(
  context: DeviceContext,
  members: readonly { readonly counterId: string; readonly address: number }[],
  family: { readonly part: string; readonly family: string; readonly name: string },
): Reports {
  return new Map(
    members.map(({ counterId, address }) => {
      const { part, name } = family
      const device = { ...family, part: `${part}-${address}`, name: `${name} ${address}`, counterId }
      return [address, reporter(context, device)]
    }),
  )
}

/** The pads of this machine: their desk, and themselves as members of a line. */
interface Pads {
  readonly desk: PadDesk
  readonly members: ControllerPads
  /** The line they hang on, once it is open. */
  attach(line: Controller | null): void
}

function padsOf(context: DeviceContext, reports: Reports, around: DeskParts): Pads | null {
  const { config, clock, log } = context
  const settings = config.devices.callPads
  if (settings === undefined) return null
  let line: Controller | null = null
  const pads = new Map(
    settings.pads.map(({ counterId, address, deviceToken }): [number, DeskPad] => [
      address,
      {
        counterId,
        as: deviceToken ?? null,
        show: (text) => line?.tellPad(address, 'show', { text }),
        beep: (times) => line?.tellPad(address, 'beep', { times }),
      },
    ]),
  )
  const desk = padDesk({ ...around, clock, pads: [...pads.values()] })
  const onPress: ControllerPads['onPress'] = (address, action) => {
    const pad = pads.get(address)
    if (pad !== undefined) desk.press(pad, action)
  }
  const onStatus: ControllerPads['onStatus'] = (address, status) => reports.get(address)?.(status)
  const members = {
    template: templateOf(config, 'call-pad', settings.template),
    addresses: [...pads.keys()],
    onPress: guarded(log, 'call-pad', onPress),
    onStatus: guarded(log, 'call-pad', onStatus),
  }
  return {
    desk,
    members,
    attach(opened) {
      line = opened
    },
  }
}

type DeskParts = Pick<PadDeskOptions, 'hub' | 'centre' | 'live'>
type Place = NonNullable<AgentConfig['devices']['callPads' | 'signLine']> & { readonly baudRate: number }

/** Opens one line; null where its address is none. */
function openLine(
  context: DeviceContext,
  place: Place,
  members: Pick<ControllerOptions, 'signs' | 'pads'>,
  reports: readonly Reports[],
): Controller | null {
  const tell = (status: ReportedStatus) => {
    for (const each of reports) for (const report of each.values()) report(status)
  }
  const transport = transportOf(context, place, tell)
  if (transport === null) return null
  tell({ state: 'connecting', reason: null })
  const { clock } = context
  const line = driverOf('controller', 'line')({ transport, clock, baudRate: place.baudRate, ...members })
  for (const address of members.signs?.addresses ?? [])
    counted(context, `sign-${address}`, () => line.signs?.status().get(address))
  for (const address of members.pads?.addresses ?? [])
    counted(context, `pad-${address}`, () => line.padStatus().get(address))
  return line
}

const addressOf = (place: AgentConfig['devices']['callPads' | 'signLine']) => place?.path ?? place?.tcp

/** Members that cannot be opened (a template with a mistake) are reported; those beside them go on. */
function isolated<Opened>(
  context: DeviceContext,
  reports: Reports,
  open: () => Opened | null,
): Opened | null {
  try {
    return open()
  } catch (error) {
    context.log.error({ err: error }, 'members of a line could not be opened')
    for (const report of reports.values()) report({ state: 'faulted', reason: 'not-opened' })
    return null
  }
}

/** Opens the configured lines; pads that name the signs' line share its one master. */
export function openControllerDevice(context: DeviceContext, around: DeskParts): ControllerDevice | null {
  const { signLine, callPads } = context.config.devices
  if (signLine === undefined && callPads === undefined) return null
  const signReports = reportsOf(context, signLine?.signs ?? [], signNames)
  const padReports = reportsOf(context, callPads?.pads ?? [], padNames)
  const signs = isolated(context, signReports, () => signsOf(context, signReports))
  const pads = isolated(context, padReports, () => padsOf(context, padReports, around))
  const isShared = signs !== null && pads !== null && addressOf(signLine) === addressOf(callPads)
  const opened: Controller[] = []
  let desk: SignDesk | null = null
  if (signLine !== undefined && signs !== null) {
    const { baudRate } = signs
    const reports = isShared ? [signReports, padReports] : [signReports]
    const line = openLine(
      context,
      { ...signLine, baudRate },
      { signs, pads: isShared ? pads.members : null },
      reports,
    )
    if (line !== null) opened.push(line)
    if (line?.signs != null) desk = signDesk(line.signs, signLine.signs)
    if (isShared) pads.attach(line)
  }
  if (callPads !== undefined && pads !== null && !isShared) {
    const baudRate = rateOf(callPads.baudRate, pads.members.template)
    const line = openLine(context, { ...callPads, baudRate }, { signs: null, pads: pads.members }, [
      padReports,
    ])
    if (line !== null) opened.push(line)
    pads.attach(line)
  }
  return {
    signs: desk,
    pads: pads?.desk ?? null,
    async close() {
      pads?.desk.close()
      await Promise.all(opened.map((each) => each.close()))
    },
  }
}
