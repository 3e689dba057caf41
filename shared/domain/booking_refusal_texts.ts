import { text } from './refusal_words.ts'

/** What is said of bookings that cannot be made, found, moved or checked in. */
export const bookingRefusalTexts = {
  'booking-barred': text(
    '暂时不能预约',
    'No bookings for you just now',
    '因多次预约未到，{date}前不能再预约；可以直接到中心取号，有疑问请到导服台。',
    'Bookings were missed several times: none until {date}. You can still take a number at the centre.',
  ),
  'not-bookable': text(
    '该时间不能预约',
    'This time cannot be booked',
    '请选择其他时间或事项。',
    'Choose another time or service.',
  ),
  'slot-full': text(
    '该时段已约满',
    'This time is fully booked',
    '该时段共{capacity}个名额，请选择其他时间，或到中心取号。',
    'All {capacity} places are taken: choose another time, or take a number at the centre.',
  ),
  'booking-online': text(
    '这是网上预约',
    'This was booked online',
    '请预约人在网上取消后重新预约。',
    'Its holder cancels it online and books again.',
  ),
  'already-booked': text(
    '您已有该事项的预约',
    'You have already booked this service',
    '请按原预约时间前来,或先取消原预约。',
    'Come at the time booked, or cancel it first.',
  ),
  'booking-unknown': text(
    '没有找到该预约',
    'No such booking',
    '请核对预约编号,或直接取号。',
    'Check the booking, or take a number.',
  ),
  'booking-state': text(
    '该预约已处理',
    'This booking is settled',
    '已签到、取消或过期的预约不能再操作。',
    'It was checked in, cancelled or missed before.',
  ),
  'booking-early': text(
    '还未到签到时间',
    'Too early to check in',
    '请在{minutes}分钟后签到。',
    'Check in after {minutes} minutes.',
  ),
  'booking-late': text('预约时间已过', 'The time booked is over', '请重新取号。', 'Please take a number.'),
  'booking-not-checked-in': text(
    '该预约还没有签到',
    'This booking is not checked in',
    '预约的群众签到后才能叫号，请先在导服台或取号机签到。',
    'Only who has checked in can be called: check in first, at the desk or the kiosk.',
  ),
} as const
