import type { HubClient } from '#client'
import type { CentreState } from '#domain'
import { espeakVoice, firstVoice, loadVoicePack, openAnnouncer } from '#drivers'
import { type CallDesk, callDesk } from './call_desk.ts'
import { type DeviceContext, guarded, reporter } from './device_context.ts'
import { type PageVoice, pageVoice, type SpeakingPage } from './page_voice.ts'
import { playLog } from './play_log.ts'
import { announcerSettings } from './speech_settings.ts'
import { packFolder, sinkOf } from './speech_sinks.ts'

/** The hall's voice on this machine. */
export interface SpeechDevice {
  readonly desk: CallDesk
  /** What this machine's pages say about their loudspeakers. */
  readonly pages: Pick<PageVoice, 'ended' | 'gone'>
  close(): void
}

/** What the announcer needs of the rest of the agent. */
export interface SpeechOptions {
  readonly send: HubClient['send']
  readonly centre: () => CentreState
  readonly pages: () => readonly SpeakingPage[]
}

/** Opens the configured announcer; null where none is configured. Without its voice pack it still reads text. */
export async function openSpeechDevice(
  context: DeviceContext,
  { send, centre, pages }: SpeechOptions,
): Promise<SpeechDevice | null> {
  const { config, clock, log } = context
  const settings = config.devices.announcer
  if (settings === undefined) return null
  const report = reporter(context, {
    part: 'announcer',
    family: 'announcer',
    name: '叫号扬声',
    counterId: config.counterId,
  })
  const folder = packFolder(config.resourcesDir, settings.pack)
  const pack = await loadVoicePack(folder)
  if (!pack.ok) log.error({ folder, problem: pack.error }, 'voice pack')
  const voice = pageVoice({ clock, pages })
  const sink = sinkOf(settings, { clock, dataDir: config.dataDir, page: voice.sink })
  const note = guarded(log, 'play log', playLog({ clock, log, send }))
  const announcer = openAnnouncer({
    clock,
    sink,
    pack: pack.ok ? pack.value : null,
    // A page's voice first: Windows has good ones.
    textVoice: firstVoice([voice.textVoice, espeakVoice({ path: process.env.PATH ?? '', sink })]),
    settings: () => announcerSettings(centre().policy, settings.volume),
    onEnd: note,
    onStatus: guarded(log, 'announcer', report),
  })
  report(pack.ok ? announcer.status() : { state: 'degraded', reason: 'voice-pack' })
  return {
    desk: callDesk(announcer, { zones: settings.zones, onRefused: note }),
    pages: voice,
    close: () => announcer.close(),
  }
}
