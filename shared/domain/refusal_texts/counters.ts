import type { RefusalCode } from '../refusal.ts'
import { type RefusalText, text } from './text.ts'

/** Refusals of work at a counter: calling, serving, rating, taking back. */
export const counterTexts = {
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
} as const satisfies Partial<Record<RefusalCode, RefusalText>>
