import type { Pcm } from './wav.ts'

const sampleRate = 22_050
/** Two tones a third apart that die away, as a gong at a door: hertz, and when each begins, ms. */
const tones = [
  { hertz: 784, fromMs: 0 },
  { hertz: 622, fromMs: 350 },
] as const
const lengthMs = 1_100
const decayMs = 220

/** A chime made of nothing but figures: what is left to be heard where no voice pack can be read. */
export function plainChime(): Pcm {
  const samples = Int16Array.from({ length: (lengthMs * sampleRate) / 1_000 }, (_, at) => {
    const ms = (at * 1_000) / sampleRate
    const heights = tones.map(({ hertz, fromMs }) => {
      const since = ms - fromMs
      return since < 0 ? 0 : Math.sin((2 * Math.PI * hertz * since) / 1_000) * Math.exp(-since / decayMs)
    })
    return Math.round(heights.reduce((sum, height) => sum + height, 0) * 12_000)
  })
  return { sampleRate, samples }
}
