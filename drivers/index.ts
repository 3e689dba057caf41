/** The door of the drivers: what programs open devices with, and the simulators tests and the dock play with. */
export {
  type AnnouncementEnd,
  type AnnouncementRequest,
  type AnnounceRefusal,
  type Announcer,
  type AnnouncerOptions,
  type AnnouncerSettings,
  type AnnouncerStatus,
  type AnnouncerTrouble,
  openAnnouncer,
} from './audio/announcer.ts'
export { espeakVoice } from './audio/espeak_voice.ts'
export { fileSink } from './audio/file_sink.ts'
export { playerSink } from './audio/player_sink.ts'
export { type AnnouncerPolicy, type MinuteOfDay, type Span, usualPolicy } from './audio/policy.ts'
export {
  type Announcement,
  type AudioSink,
  memorySink,
  type PlayedSound,
  type PlayFault,
} from './audio/sink.ts'
export { type Place, type SpeakingStyle, type Utterance, usualStyle } from './audio/speech.ts'
export {
  firstVoice,
  type TextAnnouncement,
  type TextVoice,
  type VoicedSentence,
} from './audio/text_voice.ts'
export { loadVoicePack, type VoicePack } from './audio/voice_pack.ts'
export * from './call-pad/index.ts'
export * from './check/index.ts'
export * from './code-scanner/index.ts'
export { type DeviceType, deviceTypes } from './counter-sign/codec.ts'
export { openSignLine } from './counter-sign/driver.ts'
export { onbonSigns } from './counter-sign/onbon.ts'
export type { SignOrder, SignProtocol } from './counter-sign/protocol.ts'
export {
  type SignFault,
  type SignSnapshot,
  type SimulatedSignLine,
  signFaults,
  simulateSignLine,
} from './counter-sign/simulator.ts'
export { templateSigns } from './counter-sign/template_signs.ts'
export type { AckRule, SignLine, SignLineOptions, SignReason, SignStatus } from './counter-sign/types.ts'
export * from './evaluator/index.ts'
export { toHex } from './framing/bytes.ts'
export * from './id-card/index.ts'
export * from './line/index.ts'
export { cupsPagePrinter } from './page-printer/cups_pages.ts'
export type { PageJob, PageOutcome, PagePrinter } from './page-printer/types.ts'
export { driverOf, type Registry, registry } from './registry.ts'
export * from './template/index.ts'
export { loadRasterText } from './ticket-printer/codec/raster_text.ts'
export { openTicketPrinter, type PrinterModel, type TicketPrinterOptions } from './ticket-printer/driver.ts'
export { openPrinterPair, type PrinterPair } from './ticket-printer/printer_pair.ts'
export {
  type PrintedTicket,
  type PrinterSwitches,
  type SimulatedTicketPrinter,
  simulateTicketPrinter,
  ticketSvg,
} from './ticket-printer/simulator.ts'
export type {
  JobRecord,
  PrinterFault,
  PrinterStatus,
  PrinterWarning,
  PrintJob,
  PrintJournal,
  PrintOutcome,
  TicketOutlet,
  TicketPrinter,
} from './ticket-printer/types.ts'
export * from './transport/index.ts'
