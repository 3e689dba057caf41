import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { err, ok, type Result } from '#basics'
import { type Pcm, parseWav } from './wav.ts'

/** Languages a pack may speak: Mandarin, English, 沪语 (ISO 639-3 `wuu`). */
export type Language = 'zh' | 'en' | 'wuu'

/** A set of recorded pieces; resources/voice/README.md tells the format. */
export interface VoicePack {
  readonly name: string
  readonly sampleRate: number
  readonly chime: Pcm
  /** Pieces by language, keyed by what is said: 号窗口办理, please go to counter. */
  readonly clips: Readonly<Record<Language, ReadonlyMap<string, Pcm>>>
}

const fileName = z.string().regex(/^[\w-]+\.wav$/)
const manifest = z.object({
  format: z.literal(1),
  name: z.string().min(1),
  sampleRate: z.union([z.literal(22_050), z.literal(44_100), z.literal(48_000)]),
  chime: fileName,
  clips: z.array(
    z.object({ file: fileName, language: z.enum(['zh', 'en', 'wuu']), text: z.string().min(1) }),
  ),
})

/** Reads a pack's folder; the error is a sentence for the person who installs packs. */
export async function loadVoicePack(folder: string): Promise<Result<VoicePack, string>> {
  const read = async (file: string) => {
    const bytes = await readFile(join(folder, file)).catch(() => null)
    return bytes === null ? err(`${file} cannot be read`) : ok(bytes)
  }
  const json = await read('pack.json')
  if (!json.ok) return json
  let raw: unknown
  try {
    raw = JSON.parse(json.value.toString('utf8'))
  } catch {
    return err('pack.json is not JSON')
  }
  const parsed = manifest.safeParse(raw)
  if (!parsed.success) return err(`pack.json: ${z.prettifyError(parsed.error)}`)
  const { name, sampleRate, chime, clips } = parsed.data

  const readClip = async (file: string): Promise<Result<Pcm, string>> => {
    const bytes = await read(file)
    if (!bytes.ok) return bytes
    const pcm = parseWav(bytes.value)
    if (!pcm.ok) return err(`${file} is no clip: ${pcm.error}`)
    return pcm.value.sampleRate === sampleRate ? pcm : err(`${file} is not sampled at ${sampleRate} Hz`)
  }
  const chimeClip = await readClip(chime)
  if (!chimeClip.ok) return chimeClip
  const spoken = { zh: new Map<string, Pcm>(), en: new Map<string, Pcm>(), wuu: new Map<string, Pcm>() }
  for (const { file, language, text } of clips) {
    const clip = await readClip(file)
    if (!clip.ok) return clip
    spoken[language].set(text, clip.value)
  }
  return ok({ name, sampleRate, chime: chimeClip.value, clips: spoken })
}
