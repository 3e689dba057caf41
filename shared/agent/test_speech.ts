import { tmpdir } from 'node:os'
import type { Clock } from '#basics'
import { espeakVoice, loadVoicePack, type StepTeller, testAnnouncer } from '#drivers'
import type { AgentConfig } from './config.ts'
import { packFolder, sinkOf } from './speech_sinks.ts'

/** Nothing of a test is spoken by a page: the test runs where there is none. */
const noPage = { name: 'page', play: () => Promise.resolve({ ok: false, error: 'no-output' } as const) }

/** Tests the announcer as it is configured: its voice pack, then one call out loud. */
export async function testSpeech(
  resourcesDir: string,
  settings: NonNullable<AgentConfig['devices']['announcer']>,
  clock: Clock,
  tell: StepTeller,
): Promise<void> {
  const pack = await loadVoicePack(packFolder(resourcesDir, settings.pack))
  const sink = settings.sink === 'page' ? null : sinkOf(settings, { clock, dataDir: tmpdir(), page: noPage })
  const textVoice = sink === null ? null : espeakVoice({ path: process.env.PATH ?? '', sink })
  await testAnnouncer({ clock, pack, sink, textVoice, tell })
}
