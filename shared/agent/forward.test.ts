import { expect, test } from 'vitest'
import { ok, simulatedClock } from '#basics'
import { type WireCommandInput, wireCommand } from '#protocol'
import { forwarder, forwardLimit } from './forward.ts'

/** A forwarder whose hub never answers, and a machine that does everything itself once it is asked to. */
function unanswered() {
  const clock = simulatedClock(0)
  const done: string[] = []
  let doneHere = 0
  let isAway = false
  const doHere = (type: string) => {
    doneHere += 1
    done.push(type)
    return ok({})
  }
  const typeOf = (command: WireCommandInput) => ('type' in command.body ? command.body.type : command.name)
  const pages = forwarder({
    clock,
    hub: { send: () => new Promise(() => undefined), forget: () => undefined } as never,
    offline: {
      take: (command) => (isAway ? doHere(typeOf(command)) : null),
      takeUnanswered: (command) => doHere(typeOf(command)),
      accepted: () => undefined,
      get doneHere() {
        return doneHere
      },
    },
    ...{ cards: null, prints: null },
  })
  const press = (body: { readonly type: 'finish' | 'transfer'; readonly serviceId?: string }) => {
    const command = {
      name: 'counter',
      counterId: '1',
      body: { ...body, commandId: body.type.padEnd(26, '0') },
    }
    return pages.forward(wireCommand.parse(command), null, (message) => void done.push(message.type))
  }
  const away = () => {
    isAway = true
  }
  return { clock, done, press, away }
}

test('a step the hub has not answered in time is done here', async () => {
  const { clock, done, press } = unanswered()
  const pressed = press({ type: 'finish' })
  clock.advance(forwardLimit)
  await pressed
  expect(done).toEqual(['finish', 'result'])
})

test('what was pressed for one visitor is not done to the next, whom a later press has called', async () => {
  const { clock, done, press, away } = unanswered()
  const pressed = press({ type: 'transfer', serviceId: 'LA' })
  clock.advance(1_000)
  away()
  await press({ type: 'finish' })
  clock.advance(forwardLimit)
  await pressed
  expect(done).toEqual(['finish', 'result', 'refused'])
})
