import { bookingRefusalTexts } from './booking_refusal_texts.ts'
import type { Bilingual } from './catalogue.ts'
import type { Refusal, RefusalCode } from './refusal.ts'
import { type RefusalText, text } from './refusal_words.ts'

/** Every refusal in both languages; screens, voices and problem+json say the same. */
export const refusalTexts: Readonly<Record<RefusalCode, RefusalText>> = {
  ...bookingRefusalTexts,
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
    '下次取号时间：{from}。',
    'Numbers are given from {from}.',
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
    '本时段共{quota}个号；下一时段{from}开始取号，也可咨询导服台。',
    'All {quota} numbers of these hours are taken. Next hours from {from}, or ask at the information desk.',
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
  'counter-unknown': text('没有此窗口', 'No such counter', '请核对窗口编号。', 'Check the counter.'),
  'counter-disabled': text(
    '该窗口已停用',
    'This counter is out of use',
    '请在管理台启用，或换一个窗口。',
    'Enable it at the console, or use another.',
  ),
  'counter-closed': text(
    '窗口尚未开启',
    'The counter is not open',
    '请先开启窗口。',
    'Open the counter first.',
  ),
  'counter-taken': text(
    '窗口已由同事开启',
    'A colleague has this counter',
    '请同事先关闭，或换一个窗口。',
    'Ask them to close it, or use another.',
  ),
  'counter-paused': text('窗口暂停中', 'The counter is paused', '请先恢复服务。', 'Resume service first.'),
  'counter-not-paused': text(
    '窗口没有暂停',
    'The counter is not paused',
    '可以直接叫号。',
    'You can call at once.',
  ),
  'counter-busy': text(
    '窗口正有号码在办',
    'The counter has a number now',
    '请先办结、挂起或转出当前号{number}。',
    'Finish, hold or transfer the present number first: {number}',
  ),
  'counter-in-use': text(
    '窗口正在使用',
    'The counter is in use',
    '请先办结当前号{number}并关窗，再停用。',
    'Finish its number {number} and close it before putting it out of use.',
  ),
  'sign-address-taken': text(
    '窗口屏地址重复',
    'Another sign has this address',
    '窗口{counterId}已使用该地址，请换一个地址。',
    'Counter {counterId} uses it: choose another address.',
  ),
  'counter-rating': text(
    '群众正在评价或已评价',
    'The visitor is rating or has rated',
    '评价开始后不能撤销这一步；如需继续办理，请重新取号或特呼。',
    'Once the rating has begun this step stands. Take a new number if there is more to do.',
  ),
  'staff-unknown': text(
    '没有此工作人员',
    'No such member of staff',
    '请核对人员名单。',
    'Check the staff list.',
  ),
  'staff-elsewhere': text(
    '您已在其他窗口',
    'You are at another counter',
    '请先关闭{counterId}号窗口。',
    'Close counter {counterId} first.',
  ),
  'staff-required': text(
    '该窗口没有排班人员',
    'Nobody is rostered here',
    '请登录后开启窗口。',
    'Sign in to open the counter.',
  ),
  'queue-empty': text(
    '没有等候的号',
    'Nobody is waiting',
    '有人取号后会提示。',
    'You will see when somebody takes a number.',
  ),
  'nothing-called': text('窗口没有当前号', 'No number at this counter', '请先叫号。', 'Call a number first.'),
  'recall-limit': text(
    '已达重呼次数',
    'No more recalls',
    '已重呼{limit}次，可作过号处理。',
    'Recalled {limit} times: mark it absent.',
  ),
  'recall-too-soon': text('刚刚呼叫过', 'Just called', '请{seconds}秒后再重呼。', 'Recall in {seconds} s.'),
  'absent-too-soon': text(
    '请再等一会儿',
    'A little early',
    '请给群众留出时间，{seconds}秒后可作过号处理。',
    'Give the visitor time: possible in {seconds} s.',
  ),
  'reactivate-limit': text(
    '该号不能再次恢复',
    'This number cannot return again',
    '每号可自行恢复{limit}次，之后请到导服台说明原因。',
    'Possible {limit} time(s) each; after that the information desk decides.',
  ),
  'reactivate-too-late': text(
    '过号时间过长',
    'Missed too long ago',
    '过号超过{minutes}分钟，请重新取号。',
    'More than {minutes} minutes ago: please take a new number.',
  ),
  'target-unknown': text(
    '没有此转办去向',
    'No such place to transfer to',
    '请选择事项、窗口或人员。',
    'Choose a service, counter or person.',
  ),
  'reason-required': text(
    '请填写原因',
    'A reason is needed',
    '请选择或填写原因后再提交。',
    'Choose or write a reason.',
  ),
  'nothing-to-undo': text(
    '没有可撤销的操作',
    'Nothing to take back',
    '上一步之后已有新的变化。',
    'Something has happened since the last step.',
  ),
  'undo-too-late': text(
    '已过撤销时间',
    'Too late to take back',
    '只能在{seconds}秒内撤销。',
    'Possible within {seconds} s only.',
  ),
  'rating-not-open': text('评价已结束', 'This rating is over', '感谢您的参与。', 'Thank you all the same.'),
  'no-emergency': text('没有应急状态', 'There is no emergency', '无需操作。', 'Nothing to do.'),
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
}

/** A refusal in one language, with its particulars filled in; what is not known is left out. */
export function refusalText(
  refusal: Refusal,
  language: keyof Bilingual,
): { readonly title: string; readonly detail: string } {
  const { title, detail } = refusalTexts[refusal.code]
  const filled = detail[language].replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(refusal.detail[name] ?? ''),
  )
  return { title: title[language], detail: filled }
}
