import { join } from 'node:path'
import { type Clock, err, ok, sleep } from '#basics'
import { newCommandId } from '#client'
import { type AudioSink, fileSink, playerSink } from '#drivers'
import type { ServerMessage } from '#protocol'
import type { AgentConfig } from './config.ts'

const base64 = (wav: Uint8Array) => Buffer.from(wav).toString('base64')

/** Plays on a page of this machine: it gets the sound, and the next one waits until this is over. */
export const pageSink = (clock: Clock, sendToOne: (message: ServerMessage) => boolean): AudioSink => ({
  name: 'page',
  async play({ wav, durationMs, text }) {
    const sent = sendToOne({ type: 'announce', id: newCommandId(clock), text, wav: base64(wav) })
    if (!sent) return err('no-output')
    await sleep(clock, durationMs)
    return ok(undefined)
  },
})

/** Hands each announcement to the device dock, which shows and plays it. */
export const dockSink = (clock: Clock, url: string, token: string): AudioSink => ({
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

/** The configured output. */
export function sinkOf(
  settings: AnnouncerSettings,
  {
    clock,
    dataDir,
    sendToOne,
  }: { clock: Clock; dataDir: string; sendToOne(message: ServerMessage): boolean },
): AudioSink {
  switch (settings.sink) {
    case 'player':
      return playerSink({ clock, platform: process.platform, path: process.env.PATH ?? '' })
    case 'file':
      return fileSink(join(dataDir, 'audio'), clock)
    case 'page':
      return pageSink(clock, sendToOne)
    case 'dock':
      return dockSink(clock, settings.dockUrl ?? '', settings.dockToken ?? '')
  }
}
