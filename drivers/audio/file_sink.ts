import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, err, ok, sleep } from '#basics'
import type { AudioSink } from './sink.ts'

/** Writes each announcement as `0001.wav`, `0002.wav` … and takes as long as it would sound. */
export function fileSink(folder: string, clock: Clock): AudioSink {
  let count = 0
  return {
    name: `files in ${folder}`,
    async play({ wav, durationMs }) {
      count += 1
      const file = join(folder, `${String(count).padStart(4, '0')}.wav`)
      const written = await mkdir(folder, { recursive: true })
        .then(() => writeFile(file, wav))
        .then(
          () => true,
          () => false,
        )
      if (!written) return err('no-output')
      await sleep(clock, durationMs)
      return ok(undefined)
    },
  }
}
