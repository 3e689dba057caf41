/** The door of the drivers: what programs open devices with, and the simulators tests and the dock play with. */
export {
  type AnnouncementEnd,
  type AnnouncementRequest,
  type AnnounceRefusal,
  type Announcer,
  type AnnouncerSettings,
  openAnnouncer,
} from './audio/announcer.ts'
export { espeakVoice } from './audio/espeak_voice.ts'
export { fileSink } from './audio/file_sink.ts'
export { playerSink } from './audio/player_sink.ts'
export { type Span, usualPolicy } from './audio/policy.ts'
export type { AudioSink, PlayFault } from './audio/sink.ts'
export { type Place, usualStyle } from './audio/speech.ts'
export { firstVoice, type TextAnnouncement, type TextVoice } from './audio/text_voice.ts'
export { loadVoicePack, type VoicePack } from './audio/voice_pack.ts'
export * from './call-pad/index.ts'
export * from './check/index.ts'
export * from './code-scanner/index.ts'
export { deviceTypes } from './counter-sign/codec.ts'
export { openSignLine } from './counter-sign/driver.ts'
export { onbonSigns } from './counter-sign/onbon.ts'
export { type SignFault, signFaults, simulateSignLine } from './counter-sign/simulator.ts'
export type { SignLine } from './counter-sign/types.ts'
export * from './evaluator/index.ts'
export { toHex } from './framing/bytes.ts'
export * from './id-card/index.ts'
export * from './line/index.ts'
export { driverOf } from './registry.ts'
export * from './template/index.ts'
export { loadRasterText } from './ticket-printer/codec/raster_text.ts'
export { openTicketPrinter, type PrinterModel } from './ticket-printer/driver.ts'
export { openPrinterPair } from './ticket-printer/printer_pair.ts'
export {
  type PrintedTicket,
  type PrinterSwitches,
  simulateTicketPrinter,
  ticketSvg,
} from './ticket-printer/simulator.ts'
export type {
  JobRecord,
  PrintJournal,
  PrintOutcome,
  TicketOutlet,
  TicketPrinter,
} from './ticket-printer/types.ts'
export * from './transport/index.ts'
