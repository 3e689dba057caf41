import { isAbsolute, join } from 'node:path'
import { type Clock, err, ok, sleep } from '#basics'
import { type AudioSink, fileSink, playerSink } from '#drivers'
import type { AgentConfig } from './config.ts'

const base64 = (wav: Uint8Array) => Buffer.from(wav).toString('base64')

/** Hands each announcement to the device dock, which shows and plays it. */
const dockSink = (clock: Clock, url: string, token: string): AudioSink => ({
  name: 'dock',
  async play({ wav, durationMs, text }) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ text, durationMs, wav: base64(wav) }),
      signal: AbortSignal.timeout(3_000),
    }).catch(() => null)
    if (answer === null) return err('no-output')
    if (!answer.ok) return err('play-failed')
    await sleep(clock, durationMs)
    return ok(undefined)
  },
})

type AnnouncerSettings = NonNullable<AgentConfig['devices']['announcer']>

/** The folder of a voice pack: a path, or a name in resources/voice. */
export const packFolder = (resourcesDir: string, pack: string): string =>
  isAbsolute(pack) ? pack : join(resourcesDir, 'voice', pack)

/** The configured output. */
export function sinkOf(
  settings: AnnouncerSettings,
  { clock, dataDir, page }: { clock: Clock; dataDir: string; page: AudioSink },
): AudioSink {
  switch (settings.sink) {
    case 'player':
      return playerSink({ clock, platform: process.platform, path: process.env.PATH ?? '' })
    case 'file':
      return fileSink(join(dataDir, 'audio'), clock)
    case 'page':
      return page
    case 'dock':
      return dockSink(clock, settings.dockUrl ?? '', settings.dockToken ?? '')
  }
}
