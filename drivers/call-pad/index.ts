export {
  type Controller,
  type ControllerOptions,
  type ControllerPads,
  type ControllerSigns,
  openController,
} from './controller.ts'
export { type KeyPress, keyboardPad, numberPadKeys } from './keyboard.ts'
export { type PadSnapshot, type SimulatedPads, simulatePads } from './simulator.ts'
export { type PadAction, type PadStatus, padActions, padDelays } from './types.ts'
