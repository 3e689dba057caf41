export { concatBytes, fromHex, sameBytes, toHex, u16At, xorOf } from './bytes.ts'
export { type SamFrameEvents, type SamFrameReader, samFrame, samFrameReader } from './sam_frame.ts'
export { readText, type TextField, type TextWriter, textWriter } from './text_record.ts'
