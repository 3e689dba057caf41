import type { RefusalCode } from '../refusal.ts'
import { type RefusalText, text } from './text.ts'

/** Refusals that any request may meet, whatever it asks for. */
export const askingTexts = {
  invalid: text(
    '填写有误',
    'Something is not filled in correctly',
    '请核对后重新填写{field}。',
    'Check and fill in again: {field}',
  ),
  unauthenticated: text(
    '尚未登录或登记',
    'Not signed in',
    '请重新登录；设备请用配对码重新登记。',
    'Sign in again; pair a device again with a code.',
  ),
  forbidden: text(
    '没有此项权限',
    'Not allowed here',
    '请在对应的窗口操作，或由有权限的同事办理。',
    'Use the right counter, or ask a colleague who may do this.',
  ),
  'login-failed': text(
    '用户名或密码不正确',
    'User name or password is wrong',
    '请核对后重试。',
    'Check both and try again.',
  ),
  'login-locked': text(
    '登录已暂停',
    'Sign-in is paused',
    '密码多次有误，请于{seconds}秒后重试，或请管理员重设密码。',
    'Too many wrong passwords: try again in {seconds} s, or ask an administrator to reset it.',
  ),
  'not-found': text('没有找到', 'Not found', '请核对地址或编号。', 'Check the address or the identifier.'),
  'too-large': text('内容过大', 'Too large', '请缩短内容后重新提交。', 'Send less at once.'),
  'rate-limited': text(
    '操作过于频繁',
    'Too many requests',
    '请稍候{seconds}秒再试。',
    'Wait {seconds} s and try again.',
  ),
  unavailable: text(
    '系统暂时无法保存',
    'The centre cannot save just now',
    '本次操作没有生效，请稍后重试，或到导服台求助。',
    'Nothing was done. Try again shortly, or ask at the information desk.',
  ),
  'command-reused': text(
    '操作编号重复',
    'This command id was used before',
    '请以新的操作编号重新提交。',
    'Send it again with a fresh command id.',
  ),
} as const satisfies Partial<Record<RefusalCode, RefusalText>>
