import { term } from '#ui'

/** What a board says, always in both languages: nobody can press a button on it. */
export const boardWords = {
  newest: term('请', 'Now calling'),
  goTo: term('到', 'Please go to'),
  again: term('再次呼叫', 'Called again'),
  recent: term('最近叫号', 'Recent calls'),
  nothingRecent: term('暂无更早的叫号', 'No earlier calls yet'),
  waiting: term('正在等候', 'Waiting now'),
  people: term('人', 'waiting'),
  nobody: term('无人等候', 'Nobody waiting'),
  nobodyNow: term('现在无人等候', 'Nobody is waiting'),
  paused: term('暂停服务', 'Paused'),
  quietTitle: term('请留意叫号', 'Please watch for your number'),
  quietBody: term('您的号码会显示在这里，并用语音播报。', 'It will appear here and be announced.'),
  openCounters: term('个窗口正在服务', 'counters open'),
  connecting: term('正在连接中心主机', 'Connecting to the centre'),
  connectingBody: term('请以现场叫号为准。', 'Please listen for the staff.'),
  speaking: term('正在播报', 'Announcing'),
  soundOn: term('语音播报', 'Announcements'),
  soundRefused: term('点一下屏幕，打开叫号声音', 'Touch the screen once to hear the calls'),
  pairTitle: term('登记这块叫号屏', 'Pair this board'),
  pairBody: term(
    '请在管理台“设备”中取得配对码，输入后确认。',
    'Enter the pairing code from “Devices” on the console.',
  ),
  pairButton: term('登记', 'Pair'),
  pairFailed: term(
    '配对码无效或已过期，请重新取得。',
    'This code is wrong or has expired. Ask for a new one.',
  ),
  planTitle: term('请有序离开大厅', 'Please leave the hall calmly'),
  planLead: term('紧急情况', 'Emergency'),
  planStaff: term('请听从工作人员指引', 'Follow the instructions of the staff'),
  planExit: term('走最近的安全出口，不乘电梯', 'Take the nearest exit, not the lift'),
  planHelp: term('帮助老人、儿童和行动不便者', 'Help children, older and disabled people'),
  planNumbers: term('暂停取号和叫号', 'No numbers are issued or called'),
} as const
