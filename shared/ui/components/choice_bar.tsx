import './choice_bar.css'
import { ArrowLeft, Check, Globe, Volume2, VolumeX, ZoomIn } from 'lucide-react'
import { Button, ToggleButton } from 'react-aria-components'
import { dictionary, useText } from '../i18n/dictionary.ts'
import { useUi } from '../i18n/ui_store.ts'

const words = dictionary({
  'zh-CN': { elder: '长辈版', language: 'English', voice: '语音', back: '返回', bar: '显示与语言' },
  en: { elder: 'Large text', language: '中文', voice: 'Voice', back: 'Back', bar: 'Display and language' },
})

/** The four choices that never move: 长辈版 · English · 语音 · 返回; `onBack` null rests the last one. */
export function ChoiceBar({ onBack }: { readonly onBack: (() => void) | null }) {
  const text = useText(words)
  const { locale, elder, voice, setLocale, setElder, setVoice } = useUi()
  return (
    <nav className="choice-bar" aria-label={text.bar}>
      <ToggleButton data-testid="elder" className="choice-bar-button" isSelected={elder} onChange={setElder}>
        {elder ? <Check aria-hidden /> : <ZoomIn aria-hidden />}
        {text.elder}
      </ToggleButton>
      <Button
        data-testid="lang"
        className="choice-bar-button"
        onPress={() => setLocale(locale === 'en' ? 'zh-CN' : 'en')}
      >
        <Globe aria-hidden />
        <span lang={locale === 'en' ? 'zh-CN' : 'en'}>{text.language}</span>
      </Button>
      <ToggleButton data-testid="voice" className="choice-bar-button" isSelected={voice} onChange={setVoice}>
        {voice ? <Volume2 aria-hidden /> : <VolumeX aria-hidden />}
        {text.voice}
      </ToggleButton>
      <Button
        data-testid="back"
        className="choice-bar-button"
        isDisabled={onBack === null}
        onPress={() => onBack?.()}
      >
        <ArrowLeft aria-hidden />
        {text.back}
      </Button>
    </nav>
  )
}
