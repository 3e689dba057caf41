import { z } from 'zod'
import { type Clock, err, ok, type Result } from '#basics'
import {
  hidSamTransport,
  programTransport,
  type Said,
  said,
  type Template,
  type TestedDevice,
  type Transport,
  templateFor,
  transportAt,
} from '#drivers'
import type { Configured } from './configured.ts'
import { rateOf } from './device_context.ts'

/** The way to a device for its self-test; the error says why it has none. */
export function testTransport(
  device: Configured,
  template: Template | null,
  clock: Clock,
): Result<Transport, Said> {
  const { address, helper, hidReports } = device
  const baudRate = rateOf(device.baudRate, template)
  if (helper !== null) return ok(programTransport({ ...helper, clock }))
  if (address.startsWith('spool://'))
    return err(
      said('打印队列没有应答可测：保存后打一张号票看', 'a queue answers nothing: save, then print a ticket'),
    )
  if (address.startsWith('hid://'))
    return ok(hidSamTransport({ ids: address.slice(6), reports: hidReports }, clock))
  const transport = transportAt(address, { baudRate })
  return transport.ok
    ? transport
    : err(
        said(
          `${address}：不是设备地址：串口路径或 tcp://主机:端口`,
          `${address}: no address: a serial path or tcp://host:port`,
        ),
      )
}

/** The template a device speaks; null: its family's own protocol. The error says why it cannot serve. */
export function testTemplate(
  resources: string,
  { family, template }: Pick<Configured, 'family' | 'template'>,
): Result<Template | null, string> {
  if (template === null) return ok(null)
  const spoken = z.enum(['counter-sign', 'call-pad', 'evaluator']).safeParse(family)
  if (!spoken.success) return err(`${family}: speaks no template`)
  return templateFor(spoken.data, resources, template)
}

/** A configured device as its self-test takes it. */
export const testedDevice = (device: Configured, template: Template | null): TestedDevice => ({
  family: device.family,
  baudRate: rateOf(device.baudRate, template),
  member: device.member,
  isHelped: device.helper !== null,
})
