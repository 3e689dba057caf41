import type { Clock, Result } from '#basics'
import { type AnnouncementEnd, openAnnouncer } from '../audio/announcer.ts'
import { usualPolicy } from '../audio/policy.ts'
import type { AudioSink } from '../audio/sink.ts'
import { usualStyle } from '../audio/speech.ts'
import type { TextVoice } from '../audio/text_voice.ts'
import type { VoicePack } from '../audio/voice_pack.ts'
import { type Said, type StepTeller, said, type TestStep } from './steps.ts'

/** A loudspeaker's test. */
export interface AnnouncerTest {
  readonly clock: Clock
  readonly pack: Result<VoicePack, string>
  /** Null where a page speaks: this program cannot. */
  readonly sink: AudioSink | null
  readonly textVoice: TextVoice | null
  readonly tell: StepTeller
}

/** What the test says: a call that nobody waits for. */
const sample = { kind: 'call', number: 'A000', place: { kind: 'counter', number: 12 } } as const

const heard = said(
  '已播完：听到“请A零零零号到十二号窗口”吗？',
  'played: did you hear the call of A000 to counter 12?',
)
const ends: Readonly<Partial<Record<AnnouncementEnd, Said>>> = {
  'no-output': said('没有能用的播放程序或声卡', 'no player or sound card that works'),
  'play-failed': said('播放中断', 'the player broke off'),
  'cannot-say': said(
    '只响了提示音：语音包和本机语音都说不出',
    'a chime only: neither pack nor voice can say it',
  ),
}

function packStep(pack: AnnouncerTest['pack']): Pick<TestStep, 'outcome' | 'note'> {
  if (!pack.ok)
    return {
      outcome: 'fail',
      note: said(`读不了语音包（${pack.error}）`, `the voice pack cannot be read (${pack.error})`),
    }
  const { name, clips } = pack.value
  return {
    outcome: 'pass',
    note: said(`${name}，普通话 ${clips.zh.size} 段`, `${name}, ${clips.zh.size} clips`),
  }
}

/** Plays one call out loud, whatever the hour: the voice pack first, then the sound itself. */
export async function testAnnouncer({ clock, pack, sink, textVoice, tell }: AnnouncerTest): Promise<void> {
  const step = (name: Said, { outcome, note }: Pick<TestStep, 'outcome' | 'note'>) =>
    tell({ name, outcome, sent: '', seen: '', note })
  step(said('语音包', 'voice pack'), packStep(pack))
  const playing = said(`播放一次呼叫（${sink?.name ?? '页面'}）`, `play a call (${sink?.name ?? 'the page'})`)
  if (sink === null)
    return step(playing, {
      outcome: 'skipped',
      note: said(
        '由本机的页面出声：保存后在管理台“叫号语音”试播',
        'a page of this machine speaks: save, then try it in the console',
      ),
    })
  const over = Promise.withResolvers<AnnouncementEnd>()
  const announcer = openAnnouncer({
    clock,
    sink,
    pack: pack.ok ? pack.value : null,
    textVoice,
    settings: () => ({ style: { ...usualStyle, times: 1, also: [] }, policy: usualPolicy }),
    onEnd: (_, end) => over.resolve(end),
    onStatus: () => undefined,
  })
  // An emergency only in that quiet hours do not silence it: whoever tests stands beside it.
  announcer.announce({ ticket: 'test', priority: 'emergency', recall: false, utterance: sample })
  const end = await over.promise
  announcer.close()
  step(
    playing,
    end === 'spoken'
      ? { outcome: 'pass', note: heard }
      : { outcome: 'fail', note: ends[end] ?? said(end, end) },
  )
}
