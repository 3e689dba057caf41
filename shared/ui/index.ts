import './theme/base.css'

export { AppFrame } from './components/app_frame.tsx'
export { BigButton } from './components/big_button.tsx'
export { Face } from './components/face.tsx'
export { DigitField, Keypad } from './components/keypad.tsx'
export { idNumberRules } from './components/keys.ts'
export { Notice } from './components/notice.tsx'
export { Mark, NumberDisplay } from './components/number_display.tsx'
export { OfflineBand } from './components/offline_band.tsx'
export { LiveMark, PageBar, PageName } from './components/page_bar.tsx'
export { pageOf } from './components/paging.ts'
export { Portrait } from './components/portrait.tsx'
export { ProgressRing } from './components/progress_ring.tsx'
export { QrCode } from './components/qr_code.tsx'
export { ReaderPicture } from './components/reader_picture.tsx'
export { PublicApp, ScreenProvider, usePageAttributes, useScreen } from './components/screen_context.tsx'
export { ServiceRow, type ServiceRowState } from './components/service_row.tsx'
export { StaleBand } from './components/stale_band.tsx'
export { SvgDocument } from './components/svg_document.tsx'
export { Tile, Tiles } from './components/tile.tsx'
export { useIdleReset } from './components/use_idle_reset.ts'
export { useNow } from './components/use_now.ts'
export { useVoiceHint } from './components/use_voice_hint.ts'
export type { VoicePlayer } from './components/voice_hint.ts'
export { WallClock } from './components/wall_clock.tsx'
export { dictionary, type English, textOf, useText } from './i18n/dictionary.ts'
export { sayRefusal } from './i18n/refusal_words.ts'
export { keysOf, type Term, term, termText } from './i18n/term.ts'
export {
  bookingStateTerms,
  counterActionTerms,
  hallTerms,
  pauseReasonTerms,
  priorityTerms,
  type RatingLevel,
  ratingDimensionTerms,
  ratingLevelTerms,
  ratingReasonTerms,
  serviceGroupTerms,
  ticketStateTerms,
  useTerm,
} from './i18n/terms.ts'
export { type Locale, useLocale, useUi } from './i18n/ui_store.ts'
export {
  aheadText,
  clockText,
  dateText,
  dayText,
  isShortWait,
  queueText,
  waitingText,
  waitText,
  weekdayText,
} from './i18n/wording.ts'
export { Pictogram } from './icons/pictogram.tsx'
export { pictogramNames, pictogramOf } from './icons/pictogram_table.ts'
export { PrintSheet } from './print/print_sheet.tsx'
export { ServiceGuideSheet, useGuideTitle } from './print/service_guide_sheet.tsx'
export { usePagePrint } from './print/use_page_print.ts'
export type { SoundView } from './sound/sound_queue.ts'
export { type Speaker, useSpeaker } from './sound/use_speaker.ts'
