import type { Clock } from '#basics'
import {
  type AnswerFault,
  answerFaults,
  ptyPair,
  type SignFault,
  signFaults,
  simulateEvaluator,
  simulatePads,
  simulateSignLine,
} from '#drivers'
import type { DockCommand, DockState } from '#protocol'
import { faultSwitch } from './fault_switch.ts'

/** The simulated signs, call pad and evaluator, each on its own line. */
export interface CounterDevices {
  readonly lines: { readonly signs: string; readonly callPads: string; readonly evaluator: string }
  state(): Pick<DockState, 'signs' | 'pad' | 'evaluator'>
  obey(command: DockCommand): Promise<boolean>
  close(): Promise<void>
}

/** The one pad and the one evaluator of the demonstration, at counter 1. */
const address = 1

/** Opens the lines of what stands at counters and puts a simulator on each. */
export async function openCounterDevices(
  clock: Clock,
  signAddresses: readonly number[],
): Promise<CounterDevices> {
  const [signLine, padLine, evaluatorLine] = await Promise.all([ptyPair(), ptyPair(), ptyPair()])
  const signs = simulateSignLine(signLine.port, clock, signAddresses)
  const pads = simulatePads(padLine.port, clock, [address])
  const evaluator = simulateEvaluator(evaluatorLine.port, clock, address)
  const signSwitch = faultSwitch<SignFault>(signLine, signFaults, (fault) => {
    for (const each of signAddresses) signs.fault(each, fault)
  })
  const padSwitch = faultSwitch<AnswerFault>(padLine, answerFaults, (fault) => pads.fault(address, fault))
  const evaluatorSwitch = faultSwitch<AnswerFault>(evaluatorLine, answerFaults, evaluator.fault)

  return {
    lines: {
      signs: signLine.driverPath,
      callPads: padLine.driverPath,
      evaluator: evaluatorLine.driverPath,
    },
    state() {
      const pad = pads.snapshot().get(address)
      const { asking, litKey, prompts } = evaluator.snapshot()
      return {
        signs: {
          ...signSwitch.state(),
          list: [...signs.snapshot()].map(([each, { text, mode, dots }]) => ({
            address: each,
            text,
            mode,
            dots: dots.map((row) => row.replaceAll('#', '1').replaceAll('.', '0')),
            updatedAt: null,
          })),
        },
        pad: {
          ...padSwitch.state(),
          text: pad?.text ?? '',
          beeps: pad?.beeps ?? 0,
          waiting: pad?.waiting ?? false,
        },
        evaluator: { ...evaluatorSwitch.state(), asking, litKey, prompts },
      }
    },
    async obey(command) {
      switch (command.type) {
        case 'sign-fault':
          return signSwitch.choose(command.fault)
        case 'pad-fault':
          return padSwitch.choose(command.fault)
        case 'evaluator-fault':
          return evaluatorSwitch.choose(command.fault)
        case 'pad-key':
          pads.press(address, command.key)
          return true
        case 'evaluator-key':
          evaluator.press(command.key)
          return true
        default:
          return false
      }
    },
    async close() {
      await Promise.all([signLine.close(), padLine.close(), evaluatorLine.close()])
    },
  }
}
