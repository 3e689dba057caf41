import type { RefusalCode } from '../refusal.ts'
import { type RefusalText, text } from './text.ts'

/** Refusals of how a centre is set up, merged and carried on by another machine. */
export const houseTexts = {
  'no-emergency': text('没有应急状态', 'There is no emergency', '无需操作。', 'Nothing to do.'),
  'leased-numbers-used': text(
    '这台机器离线时能发的号已经发完',
    'This machine has given all the numbers it may give without the hub',
    '没有取到号。请到导服台或窗口取号；与中心主机的连接恢复后这里可以照常取号。',
    'No number was given. Ask at the information desk or a counter; this machine goes on when the hub is back.',
  ),
  'number-series-full': text(
    '今日号段已满',
    'The numbers of today are used up',
    '请到导服台登记。',
    'Please go to the information desk.',
  ),
  'prefix-taken': text(
    '字母前缀不可重复',
    'The letter is in use',
    '请为该事项另选一个字母。',
    'Choose another letter for this service.',
  ),
  'last-manager': text(
    '没有别的管理人员了',
    'Nobody else could manage the centre',
    '请先让另一名启用的人员担任管理人员，再修改此人。',
    'Give somebody else who is in use the role of manager first.',
  ),
  'policy-stale': text(
    '规则已被他人修改',
    'Somebody else has changed the rules',
    '现行规则是第{version}版，请重新打开后再修改。',
    'Version {version} is in force: open it again, then change it.',
  ),
  'person-unknown': text(
    '没有读到证件',
    'The card was not read',
    '请重新放置证件，或不刷证取号。',
    'Place the card again, or take a number without it.',
  ),
  'pairing-failed': text(
    '配对码无效',
    'The pairing code is not valid',
    '请在管理台重新生成配对码。',
    'Make a new code at the console.',
  ),
  'pairing-role': text(
    '配对码是给另一种设备的',
    'The code is for another kind of machine',
    '这个配对码仍然有效,请在对应的设备上使用,或为本机另取一个。',
    'The code stays valid: use it on the right machine, or make another for this one.',
  ),
  'not-merged-yet': text(
    '号码尚未并入',
    'The number is not known yet',
    '取号机离线时发出的号码 {number} 还没有传到中心主机，系统会自动重试。',
    'Number {number} was given while the hub was away and has not come yet; this is tried again by itself.',
  ),
  'needs-hub': text(
    '中心主机连不上，这一步要等恢复',
    'The hub is away: this has to wait for it',
    '没有生效。手上的来访可以照常办结、挂起、转移、叫号；这一步请记下来，连接恢复后再做。',
    'Nothing was done. The visit at hand can be finished, held, sent on, and numbers called; note this step down and do it when the hub is back.',
  ),
  'note-needs-hub': text(
    '附言要等中心主机恢复',
    'Notes have to wait for the hub',
    '没有转移。去掉附言就可以现在转移，要说的话请当面或打电话告诉同事。',
    'It was not sent on. Without the note it can be sent on now; tell your colleague in person or by telephone.',
  ),
  'login-needs-hub': text(
    '中心主机连不上，现在不能登录',
    'The hub is away: nobody can log in now',
    '没有生效。今天在这台机器上登录过的人可以继续；其他人请等连接恢复，或请他们代办。',
    'Nothing was done. Whoever was logged in at this machine today can go on; others wait for the hub, or ask them.',
  ),
  'conflict-unknown': text(
    '该事项已处理',
    'This has been settled',
    '请刷新列表。',
    'Look at the list again.',
  ),
  fenced: text(
    '这台主机已被接替',
    'Another machine is the hub now',
    '本中心已改由另一台主机服务。请联系技术人员，勿在本机继续操作。',
    'Another machine serves this centre now. Tell a technician and do not go on here.',
  ),
  'epoch-stale': text(
    '接替编号已用过',
    'This takeover is out of date',
    '已有编号为{epoch}的接替，请重新操作。',
    'Epoch {epoch} has begun already: start again.',
  ),
  'recovery-key-missing': text(
    '尚未制作恢复密钥',
    'There is no recovery key yet',
    '请先在管理台「备份」中制作并核对恢复密钥。',
    'Make and confirm a recovery key under Backups in the console first.',
  ),
} as const satisfies Partial<Record<RefusalCode, RefusalText>>
