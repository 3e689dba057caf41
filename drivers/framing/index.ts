export { concatBytes, fromHex, sameBytes, toHex, u16At, xorOf } from './bytes.ts'
export {
  type MessageLength,
  type ReportJoiner,
  type ReportJoinerOptions,
  reportBytes,
  reportJoiner,
  toReports,
} from './hid_reports.ts'
export { type LineReader, type LineReaderOptions, lineReader } from './lines.ts'
export {
  type SamFrameEvents,
  type SamFrameReader,
  samFrame,
  samFrameLength,
  samFrameReader,
} from './sam_frame.ts'
export { readText, type TextField, type TextWriter, textWriter } from './text_record.ts'
