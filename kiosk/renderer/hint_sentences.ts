import type { Bilingual } from '#domain'

/** What each screen says aloud when voice is on: one sentence, the next thing to do. */
export const voiceHints = {
  'kiosk-home': { zh: '您好，请选择您要办的事。', en: 'Welcome. Please choose what you need.' },
  'kiosk-services': { zh: '请选择业务。', en: 'Please choose a service.' },
  'kiosk-detail': {
    zh: '请看需要带的材料，然后按取号。',
    en: 'See what to bring, then press take a number.',
  },
  'kiosk-identity': {
    zh: '请刷身份证，或者输入号码，也可以不登记直接取号。',
    en: 'Use your ID card, type the number, or go on without registering.',
  },
  'kiosk-card': { zh: '请把身份证平放在读卡区。', en: 'Please lay your ID card flat on the reader.' },
  'kiosk-card-again': {
    zh: '没有读出来，请拿起身份证再放一次。',
    en: 'Please lift the card and lay it down again.',
  },
  'kiosk-type': {
    zh: '请输入身份证号码，一共十八位。',
    en: 'Please enter your ID number, eighteen characters.',
  },
  'kiosk-priority': { zh: '您可以优先办理。', en: 'You may be served with priority.' },
  'kiosk-confirm': { zh: '请核对，没有错就按确认取号。', en: 'Please check, then press confirm.' },
  'kiosk-printing': { zh: '正在打印，请取走号票。', en: 'Printing. Please take your ticket.' },
  'kiosk-take-a-seat': { zh: '请到等候区就座，留意叫号。', en: 'Please take a seat and wait for your call.' },
  'kiosk-note-number': {
    zh: '号票没有打出来，请记下屏幕上的号码，再按我已记下号码。',
    en: 'There is no paper ticket. Note the number, then press I have noted it.',
  },
  'kiosk-look-at-slot': {
    zh: '请看一下出票口，没有拿到号票请到导服台。',
    en: 'Please look at the ticket slot, or ask at the information desk.',
  },
  'kiosk-existing': {
    zh: '您已经取过号，可以补打号票。',
    en: 'You already have a number. It can be printed again.',
  },
  'kiosk-booking': {
    zh: '请输入预约码，一共八位数字。',
    en: 'Please enter your booking code, eight digits.',
  },
  'kiosk-booked': {
    zh: '您今天有预约，请按签到取号。',
    en: 'You have a booking today. Please press check in.',
  },
  'kiosk-booked-early': {
    zh: '您今天有预约，还没有到签到时间，请看屏幕上的时间。',
    en: 'You have a booking today. It is too early to check in. See the time on the screen.',
  },
  'kiosk-booking-over': {
    zh: '这个预约不能签到了，您可以重新取号。',
    en: 'This booking cannot be checked in any more. You can take a number.',
  },
  'kiosk-still-here': { zh: '您还在办理吗？请按继续办理。', en: 'Are you still there? Press continue.' },
  'kiosk-guide-desk': { zh: '请到导服台，工作人员会帮您办理。', en: 'The information desk will help you.' },
} as const satisfies Record<string, Bilingual>
