export { type CardRefusal, decodeArea, decodeContent, encodeArea, encodeContent } from './codec.ts'
export { type IdCardReader, type IdCardReaderOptions, openIdCardReader } from './driver.ts'
export { nationName } from './gb3304.ts'
export {
  checkCharacter,
  type IdNumberFacts,
  type IdNumberRefusal,
  parseIdNumber,
} from './gb11643.ts'
export { type HelperReaderOptions, openHelperReader } from './helper/index.ts'
export { type HidReaderSettings, hidSamTransport } from './sam_hid.ts'
export { type SamWord, type SamWordName, samWord, samWordName, samWords } from './sam_words.ts'
export { type IdCardSimulator, simulateIdCardReader } from './simulator.ts'
export type { CardExtras } from './simulator_chip.ts'
export {
  type IdCardSimulatorFault,
  idCardSimulatorFaults,
  type SimulatedReaderHabits,
} from './simulator_module.ts'
export type {
  CardFailure,
  CardPerson,
  Foreigner2017Card,
  Foreigner2023Card,
  HmtCard,
  IdCardFault,
  IdCardStatus,
  MainlandCard,
  Sex,
} from './types.ts'
