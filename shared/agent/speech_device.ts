import { isAbsolute, join } from 'node:path'
import { loadVoicePack, openAnnouncer, usualPolicy, usualStyle } from '#drivers'
import type { ServerMessage } from '#protocol'
import { type CallDesk, callDesk } from './call_desk.ts'
import { type DeviceContext, guarded, reporter } from './device_context.ts'
import { sinkOf } from './speech_sinks.ts'

/** The hall's voice on this machine. */
export interface SpeechDevice {
  readonly desk: CallDesk
  close(): void
}

/** Opens the configured announcer; null where none is configured or its voice pack cannot be read. */
export async function openSpeechDevice(
  context: DeviceContext,
  sendToOne: (message: ServerMessage) => boolean,
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
  const folder = isAbsolute(settings.pack) ? settings.pack : join(config.resourcesDir, 'voice', settings.pack)
  const pack = await loadVoicePack(folder)
  if (!pack.ok) {
    log.error({ folder, problem: pack.error }, 'voice pack')
    report({ state: 'faulted', reason: 'voice-pack' })
    return null
  }
  const { volume, quietAtNight, english, times } = settings
  const announcer = openAnnouncer({
    clock,
    sink: sinkOf(settings, { clock, dataDir: config.dataDir, sendToOne }),
    pack: pack.value,
    style: { ...usualStyle, english, times },
    policy: { ...usualPolicy, volume, quietHours: quietAtNight ? usualPolicy.quietHours : [] },
    onEnd: guarded(log, 'announcer', ({ ticket }, end) => log.info({ ticket, end }, 'announcement')),
    onStatus: guarded(log, 'announcer', report),
  })
  report(announcer.status())
  return { desk: callDesk(announcer, log), close: () => announcer.close() }
}
