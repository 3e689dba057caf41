import './theme/base.css'

export { AppFrame, type AppFrameProps } from './components/app_frame.tsx'
export { BigButton, type BigButtonProps } from './components/big_button.tsx'
export { ChoiceBar } from './components/choice_bar.tsx'
export { ChoiceChip, type ChoiceChipProps } from './components/choice_chip.tsx'
export { Face } from './components/face.tsx'
export { FaceScale, type FaceScaleProps } from './components/face_scale.tsx'
export { type IdleWatch, idleWatch } from './components/idle_watch.ts'
export { DigitField, type DigitFieldProps, Keypad, type KeypadProps } from './components/keypad.tsx'
export { groupDigits, idNumberRules, type Key, type KeyRules, pressKey } from './components/keys.ts'
export { Notice, type NoticeProps, type NoticeTone } from './components/notice.tsx'
export { Mark, NumberDisplay, type NumberDisplayProps } from './components/number_display.tsx'
export { OfflineBand } from './components/offline_band.tsx'
export { Pager, type PagerProps } from './components/pager.tsx'
export { pageCount, pageOf } from './components/paging.ts'
export { Portrait, type PortraitProps } from './components/portrait.tsx'
export { ProgressRing, type ProgressRingProps } from './components/progress_ring.tsx'
export { QrCode, type QrCodeProps } from './components/qr_code.tsx'
export { ReaderPicture } from './components/reader_picture.tsx'
export {
  PublicApp,
  type PublicAppProps,
  ScreenProvider,
  usePageAttributes,
  useScreen,
} from './components/screen_context.tsx'
export { ServiceRow, type ServiceRowProps, type ServiceRowState } from './components/service_row.tsx'
export { StaleBand } from './components/stale_band.tsx'
export { Steps, type StepsProps } from './components/steps.tsx'
export { SvgDocument } from './components/svg_document.tsx'
export { Tile, type TileProps, Tiles } from './components/tile.tsx'
export { useIdleReset } from './components/use_idle_reset.ts'
export { useNow } from './components/use_now.ts'
export { useVoiceHint } from './components/use_voice_hint.ts'
export { filePlayer, type VoicePlayer } from './components/voice_hint.ts'
export { WallClock } from './components/wall_clock.tsx'
export { type Dictionary, dictionary, type English, textOf, useText } from './i18n/dictionary.ts'
export { sayRefusal } from './i18n/refusal_words.ts'
export { type Term, term, termText } from './i18n/term.ts'
export {
  bookingStateTerms,
  counterActionTerms,
  hallTerms,
  pauseReasonTerms,
  priorityTerms,
  type RatingLevel,
  ratingDimensionTerms,
  ratingLevelTerms,
  serviceGroupTerms,
  serviceStateTerms,
  ticketStateTerms,
  useTerm,
} from './i18n/terms.ts'
export { firstChoices, type Locale, type UiChoices, useLocale, useUi } from './i18n/ui_store.ts'
export {
  aheadText,
  clockText,
  counterText,
  dateText,
  dayText,
  isShortWait,
  queueText,
  staleText,
  waitingText,
  waitText,
  weekdayText,
} from './i18n/wording.ts'
export { Pictogram } from './icons/pictogram.tsx'
export { type PictogramName, pictogramNames, pictogramOf } from './icons/pictogram_table.ts'
export { PrintSheet, type PrintSheetProps } from './print/print_sheet.tsx'
export {
  ServiceGuideSheet,
  type ServiceGuideSheetProps,
  useGuideTitle,
} from './print/service_guide_sheet.tsx'
export { type PagePrint, usePagePrint } from './print/use_page_print.ts'
export {
  type Sound,
  type SoundOutput,
  type SoundQueue,
  type SoundView,
  soundQueue,
} from './sound/sound_queue.ts'
export { type Speaker, useSpeaker } from './sound/use_speaker.ts'
export {
  type ColourName,
  colours,
  fontFamily,
  motion,
  type PageKind,
  pages,
  shape,
  space,
  textScale,
} from './theme/tokens.ts'
