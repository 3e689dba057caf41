/**
 * Makes the kiosk's spoken hints `resources/voice/hints/{zh,en}/<hint>.wav` with espeak-ng and sox, as a stand-in for
 * recorded ones (neither is needed to use them). Run: `node scripts/make_voice_hints.ts`.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { voiceHints } from '../kiosk/renderer/hint_sentences.ts'

const folder = join(import.meta.dirname, '..', 'resources', 'voice', 'hints')
/** The voice `cmn` of espeak-ng 1.51 spells pinyin with English sounds; this one reads characters. */
const voices = { zh: 'cmn-latn-pinyin', en: 'en-gb' } as const
const wordsPerMinute = '150'
/** Enough for speech, and half the size of the announcements' rate. */
const sampleRate = '12000'

const work = mkdtempSync(join(tmpdir(), 'voice-hints-'))
try {
  for (const [language, voice] of Object.entries(voices) as ['zh' | 'en', string][]) {
    mkdirSync(join(folder, language), { recursive: true })
    for (const [hint, words] of Object.entries(voiceHints)) {
      const raw = join(work, `${language}-${hint}.wav`)
      execFileSync('espeak-ng', ['-v', voice, '-s', wordsPerMinute, '-w', raw, words[language]])
      const target = join(folder, language, `${hint}.wav`)
      execFileSync('sox', ['-D', raw, '-r', sampleRate, '-b', '16', '-c', '1', target, 'norm', '-3'])
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
