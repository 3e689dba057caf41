import type { HubClient } from '#client'
import { type CentreState, liveCounter } from '#domain'
import { driverOf, type EvaluatorMark } from '#drivers'
import { templateOf } from './controller_device.ts'
import { derivedId } from './derived_id.ts'
import { counted, type DeviceContext, guarded, rateOf, reporter, transportOf } from './device_context.ts'

/** The evaluator of this machine: asks when its counter asks, sends what was pressed. */
export interface EvaluatorDevice {
  follow(centre: CentreState): void
  close(): Promise<void>
}

/** The two worst marks need a reason; a key cannot give one, so it is the one that says nothing: 其他. */
const reasonsFor = (mark: EvaluatorMark): string[] => (mark <= 2 ? ['other'] : [])

/** Opens the configured evaluator; null where none is configured or its address is none. */
export function openEvaluatorDevice(
  context: DeviceContext,
  hub: Pick<HubClient, 'send'>,
): EvaluatorDevice | null {
  const { config, clock, log } = context
  const settings = config.devices.evaluator
  if (settings === undefined) return null
  const { counterId, padToken, address } = settings
  const report = reporter(context, { part: 'evaluator', family: 'evaluator', name: '评价器', counterId })
  const template = templateOf(config, 'evaluator', settings.template)
  const baudRate = rateOf(settings.baudRate, template)
  const transport = transportOf(context, { ...settings, baudRate }, report)
  if (transport === null) return null
  report({ state: 'connecting', reason: null })
  let asked: { readonly ticketId: string; readonly leg: number } | null = null

  const send = async (mark: EvaluatorMark) => {
    if (asked === null) return
    const { ticketId, leg } = asked
    // One press is one mark for the whole and its parts: the device has no keys for them.
    const marks = { overall: mark, attitude: mark, efficiency: mark, competence: mark }
    const commandId = derivedId('evaluator', ticketId, `${leg}`, `${mark}`)
    const body = { ticketId, leg, marks, reasons: reasonsFor(mark), commandId }
    const answer = await hub.send({ name: 'rate', body }, { limitMs: null, as: padToken })
    log.info({ ticketId, answer: answer.ok ? 'granted' : answer.error.code }, 'rating from the evaluator')
  }
  const evaluator = driverOf(
    'evaluator',
    'template',
  )({
    transport,
    clock,
    template,
    address,
    onMark: guarded(log, 'evaluator', (mark) => void send(mark)),
    onStatus: guarded(log, 'evaluator', report),
  })
  counted(context, 'evaluator', evaluator.status)
  return {
    follow(centre) {
      const { rating } = liveCounter(centre, counterId)
      const isSame = rating?.ticketId === asked?.ticketId && rating?.leg === asked?.leg
      if (isSame) return
      asked = rating
      if (rating === null) evaluator.rest()
      else evaluator.ask()
    },
    close: () => evaluator.close(),
  }
}
