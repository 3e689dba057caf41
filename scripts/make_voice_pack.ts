/**
 * Makes the stand-in voice pack `resources/voice/stand-in` with espeak-ng and sox (neither is needed to
 * use it). Run: `node scripts/make_voice_pack.ts`. Format and how to replace it by a recorded pack:
 * resources/voice/README.md. Chinese is given as pinyin to the voice `cmn-latn-pinyin`, because the voice
 * `cmn` of espeak-ng 1.51 reads characters with English sounds.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assert } from '#basics'

const sampleRate = 22_050
const folder = fileURLToPath(new URL('../resources/voice/stand-in/', import.meta.url))

/** Chinese pieces: what is written, how it is said. */
const chinese: Readonly<Record<string, string>> = {
  零: 'ling2',
  一: 'yi1',
  二: 'er4',
  三: 'san1',
  四: 'si4',
  五: 'wu3',
  六: 'liu4',
  七: 'qi1',
  八: 'ba1',
  九: 'jiu3',
  幺: 'yao1',
  十: 'shi2',
  百: 'bai3',
  请: 'qing3',
  请到: 'qing3 dao4',
  号: 'hao4',
  到: 'dao4',
  第: 'di4',
  窗口: 'chuang1 kou3',
  号窗口: 'hao4 chuang1 kou3',
  窗口办理: 'chuang1 kou3 ban4 li3',
  号窗口办理: 'hao4 chuang1 kou3 ban4 li3',
  业务: 'ye4 wu4',
  导引台: 'dao3 yin3 tai2',
  楼: 'lou2',
  室: 'shi4',
  调解室: 'tiao2 jie3 shi4',
  接待室: 'jie1 dai4 shi4',
  咨询室: 'zi1 xun2 shi4',
  会谈室: 'hui4 tan2 shi4',
  会议室: 'hui4 yi4 shi4',
  探视室: 'tan4 shi4 shi4',
  办公室: 'ban4 gong1 shi4',
  人民调解: 'ren2 min2 tiao2 jie3',
  专业调解: 'zhuan1 ye4 tiao2 jie3',
  法律援助: 'fa3 lv4 yuan2 zhu4',
  法律咨询: 'fa3 lv4 zi1 xun2',
  公证: 'gong1 zheng4',
  司法鉴定: 'si1 fa3 jian4 ding4',
  请注意: 'qing3 zhu4 yi4',
  请听从工作人员指引: 'qing3 ting1 cong2 gong1 zuo4 ren2 yuan2 zhi3 yin3',
  有序离开: 'you3 xu4 li2 kai1',
  今日服务即将结束: 'jin1 ri4 fu2 wu4 ji2 jiang1 jie2 shu4',
}

/** Letters as Chinese halls say them; those not here sound right as the voice reads them. No I, no O. */
const lettersInPinyin: Readonly<Record<string, string>> = {
  A: 'ei1',
  B: 'bi4',
  C: 'xi1',
  D: 'di4',
  E: 'yi4',
  G: 'ji4',
  J: 'jie4',
  P: 'pi4',
  T: 'ti4',
  U: 'you1',
  V: 'wei1',
  W: 'da2 bu5 liu5',
  Y: 'wai4',
  Z: 'zei4',
}
const letters = [...'ABCDEFGHJKLMNPQRSTUVWXYZ']

const numbersInEnglish = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred',
].flatMap((line) => line.split(' '))
const english = [
  ...numbersInEnglish,
  ...letters,
  'Ticket',
  'please go to',
  'please go to counter',
  'room',
  'counter',
  'floor',
  'mediation room',
  'reception room',
  'consultation room',
  'meeting room',
  'guide desk',
  'Attention please',
  'please follow the staff',
  'leave the hall calmly',
]

interface Clip {
  readonly file: string
  readonly language: 'zh' | 'en'
  readonly text: string
}

const run = (command: string, ...args: string[]) => execFileSync(command, args, { encoding: 'utf8' })

/** Fails when the voice spelled a piece in English or dropped a syllable. */
function checkPhonemes(say: string): void {
  const phonemes = run('espeak-ng', '-v', 'cmn-latn-pinyin', '-q', '-x', say)
  const tones = phonemes.match(/\d+/g) ?? []
  const syllables = say.split(' ').length
  assert(!phonemes.includes('(en)'), `${say} is spelled in English: ${phonemes}`)
  assert(tones.length === syllables, `${say} has ${syllables} syllables: ${phonemes}`)
}

/** Speaks a piece into a file, levels it and trims both ends at -46 dBFS (-40 would eat a soft f or h). */
function speak(voice: string, say: string, file: string, scratch: string): void {
  const raw = join(scratch, 'raw.wav')
  run('espeak-ng', '-v', voice, '-s', '140', '-w', raw, say)
  const trimStart = (fade: string) => ['silence', '1', '0.002', '0.5%', 'fade', 't', fade]
  const level = ['gain', '-n', '-3', 'reverse', ...trimStart('0.008'), 'reverse', ...trimStart('0.003')]
  run('sox', '-D', raw, '-r', String(sampleRate), '-b', '16', '-c', '1', join(folder, file), ...level)
}

/** Two falling notes, E5 and C5, each dying away. */
function chime(scratch: string): void {
  const notes = [
    ['high.wav', '659.26', '0.45'],
    ['low.wav', '523.25', '0.75'],
  ] as const
  for (const [file, pitch, seconds] of notes) {
    const format = ['-r', String(sampleRate), '-b', '16', '-c', '1']
    const tone = ['synth', seconds, 'sine', pitch, 'fade', 'l', '0.005', seconds, seconds, 'gain', '-6']
    run('sox', '-D', '-n', ...format, join(scratch, file), ...tone)
  }
  run('sox', '-D', join(scratch, 'high.wav'), join(scratch, 'low.wav'), join(folder, 'chime.wav'))
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const scratch = mkdtempSync(join(tmpdir(), 'voice-'))
const clips: Clip[] = []
for (const [text, say] of Object.entries(chinese)) {
  checkPhonemes(say)
  const file = `zh-${say.replaceAll(' ', '-')}.wav`
  speak('cmn-latn-pinyin', say.replaceAll(' ', ''), file, scratch)
  clips.push({ file, language: 'zh', text })
}
for (const text of letters) {
  const say = lettersInPinyin[text]
  if (say !== undefined) checkPhonemes(say)
  const file = `zh-letter-${text.toLowerCase()}.wav`
  speak('cmn-latn-pinyin', (say ?? text).replaceAll(' ', ''), file, scratch)
  clips.push({ file, language: 'zh', text })
}
for (const text of english) {
  const file = `en-${text.length === 1 ? 'letter-' : ''}${text.toLowerCase().replaceAll(' ', '-')}.wav`
  speak('en', text, file, scratch)
  clips.push({ file, language: 'en', text })
}
chime(scratch)
rmSync(scratch, { recursive: true })
const pack = { format: 1, name: 'stand-in', source: 'espeak-ng 1.51', sampleRate, chime: 'chime.wav', clips }
writeFileSync(join(folder, 'pack.json'), `${JSON.stringify(pack, null, 2)}\n`)
console.log(`${clips.length} clips`)
