import type { RefusalCode } from '../refusal.ts'
import { type RefusalText, text } from './text.ts'

/** Refusals of numbers and bookings, and of what is done with them. */
export const numberTexts = {
  'day-closed': text(
    '今日已结束',
    'The day is closed',
    '请在下一个工作日前来。',
    'Please come on the next working day.',
  ),
  emergency: text(
    '应急状态，暂停取号',
    'Emergency: no numbers now',
    '请听从现场工作人员指引。',
    'Please follow the staff on the spot.',
  ),
  'service-unknown': text('没有此业务事项', 'No such service', '请重新选择事项。', 'Choose a service again.'),
  'service-suspended': text(
    '该事项暂停受理',
    'This service is suspended',
    '请咨询导服台，或选择其他事项。',
    'Ask at the information desk, or choose another service.',
  ),
  'service-closed': text(
    '现在不是该事项的取号时间',
    'No numbers for this service at this hour',
    '[下次取号时间：{date} {from}。]也可咨询导服台。',
    'Ask at the information desk[, or come back: numbers are given from {date} {from}].',
  ),
  'service-unattended': text(
    '中心没有窗口办理该事项',
    'No counter here has this service',
    '请选择其他事项，或转给窗口、同事；需要开办请联系值班主任。',
    'Choose another service, a counter or a colleague; a manager can give it a counter.',
  ),
  'quota-used': text(
    '该事项今日号已取完',
    'No numbers left for today',
    '今日共{quota}个号，请改日再来或咨询导服台。',
    'All {quota} numbers of today are taken: come another day, or ask at the information desk.',
  ),
  'interval-quota-used': text(
    '本时段的号已取完',
    'No numbers left for these hours',
    '本时段共{quota}个号[；下一时段{from}开始取号]，也可咨询导服台。',
    'All {quota} numbers of these hours are taken. [Next hours from {from}. ]You can also ask at the information desk.',
  ),
  'already-has-ticket': text(
    '您已有该事项的号',
    'You already have a number for this service',
    '您的号是{number}，前面还有{ahead}人；如需可以补打。',
    'Your number is {number}, {ahead} ahead of you; it can be printed again.',
  ),
  barred: text(
    '暂时不能取号',
    'No numbers for you just now',
    '请到导服台了解情况。',
    'Please ask at the information desk.',
  ),
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
  'already-booked': text(
    '您已有该事项的预约',
    'You have already booked this service',
    '请按原预约时间前来,或先取消原预约。',
    'Come at the time booked, or cancel it first.',
  ),
  'booking-unknown': text(
    '没有找到该预约',
    'No such booking',
    '请核对预约编号，或直接取号。',
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
  'ticket-unknown': text(
    '没有找到该号',
    'No such number',
    '请核对号码；往日的号已失效。',
    'Check the number; numbers of earlier days have lapsed.',
  ),
  'ticket-state': text(
    '该号目前不能这样操作',
    'Not possible for this number now',
    '该号的状态已变，请看当前状态后再操作。',
    'Its state has changed: look again and choose another step.',
  ),
  'ticket-not-yours': text(
    '该号由其他窗口办理',
    'Another counter has this number',
    '请与该窗口联系。',
    'Please speak to that counter.',
  ),
  recused: text(
    '依照回避规定不能由其办理',
    'A conflict of interest forbids this',
    '该人员已申明回避，或接待过同一纠纷的对方当事人；号{number}请由其他同事办理。',
    'Recused, or has served the other side of the same dispute: a colleague must serve {number}.',
  ),
  'print-already-confirmed': text(
    '该号已确认出票',
    'This number is already out',
    '号码{number}有效；如没有拿到纸票，请补打。',
    'Number {number} is valid; print it again if the paper is missing.',
  ),
} as const satisfies Partial<Record<RefusalCode, RefusalText>>
