import { dictionary } from '#ui'

/** What a person is told of steps that do not fit, and what to look at. */
export const conflictWords = dictionary({
  'zh-CN': {
    title: '离线期间需要人工核对的事项',
    body: '记录都已保留。请找到当事人或工作人员核对，处理后点“已处理”。',
    settle: '已处理',
    more: (count: number) => `还有 ${count} 步`,
    'number-not-leased': '取号机离线时发出了没有预留的号码，已照常排队',
    'number-taken': '取号机离线时发出的号码已有人持有，请给持票人换号',
    'second-ticket': '同一来访人可能有两个号，请取消多余的一个',
    'booking-used': '离线签到的预约在别处已经签到、取消或过期，号码已按普通号排队，请核对',
    'day-over': '这一步所属的业务日已经结束，没有并入当天',
    'rating-late': '评价送到时来访已不能再评价（超过七天，或已有评价），没有计入统计；评价内容在此，请知悉',
    'called-twice': '两个窗口离线时叫了同一个号，请核对由谁办理',
    'ticket-ended': '离线期间办理的号码此前已经取消或作废',
    'number-unknown': '窗口离线时叫了一个没有记录的号码',
    'record-lost':
      '取号机丢失了离线记录：它今天离线时发出的号码（九百多号）可能没有登记，持票人来时请在导服台另取号',
    'not-possible': '这一步与中心主机上的情况不符，没有并入',
  },
  en: {
    title: 'Done while the hub was away: needs a person',
    body: 'All of it is on record. Ask those concerned, put it right, then press “Settled”.',
    settle: 'Settled',
    more: (count) => `and ${count} more`,
    'number-not-leased': 'The kiosk gave a number it had not leased; it is in the queue all the same',
    'number-taken': 'The kiosk gave a number somebody else has: give its holder another',
    'second-ticket': 'One visitor may have two numbers: cancel the one too many',
    'booking-used':
      'The booking checked in offline was used, cancelled or missed elsewhere; the number waits as an ordinary one',
    'day-over': 'Its business day was over: it was not merged into that day',
    'rating-late':
      'The rating came when its visit could no longer be rated (after seven days, or rated already): it counts nowhere. This is what was pressed',
    'called-twice': 'Two counters called the same number: find out who served it',
    'ticket-ended': 'The number had been cancelled or voided before',
    'number-unknown': 'A counter called a number nobody has a record of',
    'record-lost':
      'A kiosk has lost its record: numbers it gave offline today (in the nine hundreds) may be in no queue. Give their holders others',
    'not-possible': 'This does not fit what the hub knows, and was not merged',
  },
})

/** The steps by name. */
export const didWords = dictionary({
  'zh-CN': {
    issue: '取号',
    rate: '评价',
    'call-number': '叫号',
    recall: '重呼',
    arrive: '开始办理',
    absent: '过号',
    finish: '办结',
    hold: '挂起',
    left: '离开',
    transfer: '转移',
    'next-service': '下一事项',
    recuse: '回避',
    resume: '恢复',
    undo: '撤销',
    open: '开始接待',
    close: '结束接待',
    pause: '暂停',
    unpause: '恢复接待',
  },
  en: {
    issue: 'issued',
    rate: 'rated',
    'call-number': 'called',
    recall: 'recalled',
    arrive: 'began',
    absent: 'missed',
    finish: 'finished',
    hold: 'held',
    left: 'left',
    transfer: 'sent on',
    'next-service': 'next service',
    recuse: 'recused',
    resume: 'taken up again',
    undo: 'taken back',
    open: 'opened',
    close: 'closed',
    pause: 'paused',
    unpause: 'went on',
  },
})
