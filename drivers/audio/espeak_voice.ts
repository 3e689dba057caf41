import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { err, type Result } from '#basics'
import { runProgram } from '../transport/run_program.ts'
import { installed } from './installed.ts'
import { joinClips, type SoundPart } from './joiner.ts'
import type { AudioSink, PlayFault } from './sink.ts'
import type { TextAnnouncement, TextVoice, VoicedSentence } from './text_voice.ts'
import { type Pcm, parseWav } from './wav.ts'

/** Its voice `cmn` spells pinyin in English; this one reads characters as Mandarin. */
const voices = { 'zh-CN': 'cmn-latn-pinyin', 'en-US': 'en-us' } as const
/** Slower than its usual 175: a hall listens with many ears, old ones among them. */
const wordsPerMinute = '150'
/** A sentence is synthesised in a fraction of a second; a program that hangs is ended after so many ms. */
const longest = 10_000
const pauseMs = 600

/** What the voice needs: the environment's PATH, and where its sound goes. */
export interface EspeakVoiceOptions {
  readonly path: string
  readonly sink: AudioSink
}

async function spoken(file: string, folder: string, sentence: VoicedSentence): Promise<Pcm | null> {
  const wav = join(folder, 'sentence.wav')
  const args = ['-v', voices[sentence.language], '-s', wordsPerMinute, '--stdin', '-w', wav]
  const input = new TextEncoder().encode(sentence.text)
  const end = await runProgram({ program: file, args, input, limitMs: longest })
  if (end.kind !== 'exit' || end.code !== 0) return null
  const read = await readFile(wav).catch(() => null)
  const pcm = read === null ? null : parseWav(read)
  return pcm?.ok && pcm.value.samples.length > 0 ? pcm.value : null
}

/**
 * The machine's own eSpeak NG as a voice, played where the clips are played; null where it is not installed. It is run
 * as a program of the system and never shipped with this one: its licence is the GPL.
 */
export function espeakVoice({ path, sink }: EspeakVoiceOptions): TextVoice | null {
  const file = installed(path, 'espeak-ng')
  if (file === null) return null
  const sentences = async (words: TextAnnouncement['words']): Promise<readonly (Pcm | null)[]> => {
    const folder = await mkdtemp(join(tmpdir(), 'announcer-')).catch(() => null)
    if (folder === null) return [null]
    const made: (Pcm | null)[] = []
    for (const sentence of words) made.push(await spoken(file, folder, sentence))
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    return made
  }
  return {
    name: 'espeak-ng',
    async speak({ text, words, volume }): Promise<Result<void, PlayFault>> {
      const made = await sentences(words)
      const clips = made.filter((each) => each !== null)
      const [first] = clips
      // Half an announcement misleads: the sentences that are missing may be the ones somebody understands.
      if (first === undefined || clips.length < made.length) return err('no-output')
      if (clips.some(({ sampleRate }) => sampleRate !== first.sampleRate)) return err('no-output')
      const parts = clips.flatMap((clip, at): SoundPart[] => (at === 0 ? [clip] : [{ pauseMs }, clip]))
      return sink.play({ ...joinClips(parts, first.sampleRate, volume), text })
    },
  }
}
