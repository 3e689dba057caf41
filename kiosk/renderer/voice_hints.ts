import { type Locale, type Term, term, termText, type VoicePlayer } from '#ui'

/** What each screen says aloud when voice is on: one sentence, the next thing to do. */
export const voiceHints = {
  'kiosk-home': term('您好，请选择您要办的事。', 'Welcome. Please choose what you need.'),
  'kiosk-services': term('请选择业务。', 'Please choose a service.'),
  'kiosk-detail': term('请看需要带的材料，然后按取号。', 'See what to bring, then press take a number.'),
  'kiosk-identity': term(
    '请刷身份证，或者输入号码，也可以不登记直接取号。',
    'Use your ID card, type the number, or go on without registering.',
  ),
  'kiosk-card': term('请把身份证平放在读卡区。', 'Please lay your ID card flat on the reader.'),
  'kiosk-card-again': term(
    '没有读出来，请拿起身份证再放一次。',
    'Please lift the card and lay it down again.',
  ),
  'kiosk-type': term('请输入身份证号码，一共十八位。', 'Please enter your ID number, eighteen characters.'),
  'kiosk-priority': term('您可以优先办理。', 'You may be served with priority.'),
  'kiosk-confirm': term('请核对，没有错就按确认取号。', 'Please check, then press confirm.'),
  'kiosk-printing': term('正在打印，请取走号票。', 'Printing. Please take your ticket.'),
  'kiosk-take-a-seat': term('请到等候区就座，留意叫号。', 'Please take a seat and wait for your call.'),
  'kiosk-note-number': term(
    '号票没有打出来，请记下屏幕上的号码，再按我已记下号码。',
    'There is no paper ticket. Note the number, then press I have noted it.',
  ),
  'kiosk-look-at-slot': term(
    '请看一下出票口，没有拿到号票请到导服台。',
    'Please look at the ticket slot, or ask at the information desk.',
  ),
  'kiosk-existing': term(
    '您已经取过号，可以补打号票。',
    'You already have a number. It can be printed again.',
  ),
  'kiosk-still-here': term('您还在办理吗？请按继续办理。', 'Are you still there? Press continue.'),
  'kiosk-guide-desk': term('请到导服台，工作人员会帮您办理。', 'The information desk will help you.'),
} as const satisfies Record<string, Term>

/** A spoken hint. */
export type VoiceHint = keyof typeof voiceHints

const isHint = (clip: string): clip is VoiceHint => clip in voiceHints

/** Speaks a sentence with a voice of this machine, if it has one for the language; nothing leaves the machine. */
function speak(words: string, locale: Locale): void {
  const synthesis = globalThis.speechSynthesis
  const language = locale.slice(0, 2)
  const voice = synthesis.getVoices().find((each) => each.localService && each.lang.startsWith(language))
  if (voice === undefined) return
  const sentence = new SpeechSynthesisUtterance(words)
  sentence.voice = voice
  sentence.lang = voice.lang
  sentence.rate = 0.9
  synthesis.speak(sentence)
}

/**
 * Plays hints from recorded clips (`files`: '<zh|en>/<hint>' to address); a hint without a clip is spoken by the
 * machine's own voice, and stays silent on a machine that has none.
 */
export function hintPlayer(files: Readonly<Record<string, string>>): VoicePlayer {
  let sounding: HTMLAudioElement | null = null
  const stop = () => {
    sounding?.pause()
    sounding = null
    globalThis.speechSynthesis.cancel()
  }
  return {
    stop,
    play(clip, locale) {
      stop()
      if (!isHint(clip)) return
      const address = files[`${locale.slice(0, 2)}/${clip}`]
      if (address === undefined) return speak(termText(voiceHints[clip], locale), locale)
      sounding = new Audio(address)
      sounding.play().catch(() => undefined)
    },
  }
}
