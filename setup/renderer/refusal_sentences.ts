import type { CodeRefusal, DevicesRefusal, FolderRefusal, HubRefusal } from '#protocol'
import { type Term, term } from '#ui'
import { deviceRoleTerm, deviceTerms } from './setup_terms.ts'

const hubSentences: Readonly<Record<HubRefusal, Term>> = {
  'bad-address': term(
    '这不是一个地址。请照中心主机窗口上的样子填写，例如 192.168.1.20。',
    'This is not an address. Type it as the hub’s window shows it, for example 192.168.1.20.',
  ),
  'no-answer': term(
    '这个地址没有应答。请检查网线，并确认中心主机已开机、地址无误。',
    'Nothing answers there. Check the network cable, that the hub is running, and the address.',
  ),
  'not-a-hub': term(
    '那里有应答，但不是中心主机。请核对地址和端口。',
    'Something answers there, but it is not a hub. Check the address and the port.',
  ),
}

const codeSentences: Readonly<Record<Exclude<CodeRefusal['code'], 'other-role'>, Term>> = {
  'bad-code': term(
    '配对码不对或已过期。请核对 8 位字符，或请管理员重新取一个。',
    'The code is wrong or has expired. Check its 8 characters, or ask the administrator for another.',
  ),
  'too-often': term('试得太快了，请等一分钟再试。', 'Too many tries; wait a minute.'),
  'no-answer': term(
    '中心主机没有应答，请检查网络后再试。',
    'The hub does not answer; check the network and try again.',
  ),
  'not-saved': term(
    '配对成功，但本机无法写入设置。请检查磁盘空间和权限，再取一个配对码。',
    'Paired, but this machine cannot write its settings. Check disk space and rights, and get another code.',
  ),
}

const deviceSentences: Readonly<Record<DevicesRefusal['code'], Term>> = {
  'bad-place': term(
    '请选择端口，或填写端口、网络地址（如 192.168.1.60:9100）。',
    'choose a port, or type a port or a network address (such as 192.168.1.60:9100).',
  ),
  'place-twice': term(
    '这个端口已经给了另一台设备，请换一个。',
    'this port is given to another device already: choose another.',
  ),
  'rates-differ': term(
    '与窗口屏同一条线时，两者波特率须相同。',
    'on the line of the signs its rate must be theirs.',
  ),
  'bad-ids': term(
    '请选择 USB 设备，编号形如 0400:c35a。',
    'choose the USB device; its ids look like 0400:c35a.',
  ),
  'no-command': term('请填写辅助程序的完整路径。', 'give the whole path of the helper program.'),
  'no-template': term('请选择设备的指令模板。', 'choose the template of its frames.'),
  'no-queue': term(
    '请选择系统里的打印机；没有的话先在系统里添加。',
    'choose a printer of the system; add it there first if it is missing.',
  ),
  'second-alone': term(
    '先要有号票打印机，备用的才用得上。',
    'it stands in for a ticket printer: switch that on first.',
  ),
  'sign-twice': term(
    '每个窗口、每个地址只能出现一次。',
    'each counter and each address may stand there only once.',
  ),
  'no-signs': term('请至少添加一个，或关闭此项。', 'add at least one, or switch this off.'),
  'no-code': term(
    '还缺配对码。请管理员在管理台“设备”页为它登记，把 8 位配对码填在这里。',
    'its pairing code is missing: have it enrolled in the console under Devices, and type the 8 characters here.',
  ),
  'bad-code': term(
    '配对码不对或已过期，请核对，或重新取一个。',
    'the pairing code is wrong or has expired: check it, or get another.',
  ),
  'other-role': term(
    '这个配对码是给别的设备的：评价器要“评价屏”的码，呼叫器要“窗口工作站”的码。它仍然有效。',
    'this code is for another kind of device: an evaluator needs one of a rating pad, a call pad one of a counter terminal. It stays valid.',
  ),
  'other-counter': term(
    '这个配对码是给另一个窗口的，请为这个窗口重新取一个。',
    'this code was made for another counter: get one for this counter.',
  ),
  'too-often': term('试得太快了，请等一分钟再试。', 'too many tries; wait a minute.'),
  'no-answer': term(
    '中心主机没有应答，请检查网络后再试。',
    'the hub does not answer; check the network and try again.',
  ),
  'not-paired': term('本机还没有配对。', 'This machine is not paired yet.'),
  'not-saved': term(
    '无法写入设置。请检查磁盘空间和权限后再试。',
    'The settings cannot be written. Check disk space and rights, and try again.',
  ),
}

const folderSentences: Readonly<Record<FolderRefusal, Term>> = {
  'not-absolute': term('请填写完整路径，或点“选择…”。', 'Give the whole path, or press “Choose…”.'),
  'has-centre': term(
    '这个文件夹里已有一个中心。请选“使用已有数据”，或换一个文件夹。',
    'This folder holds a centre already. Use “Existing data”, or another folder.',
  ),
  'no-centre': term(
    '这个文件夹里没有中心的数据（缺少 hub.db）。',
    'This folder holds no centre: hub.db is missing.',
  ),
  'not-writable': term(
    '本机不能写入这个文件夹。请检查权限，或换一个。',
    'This machine cannot write to this folder. Check its rights, or choose another.',
  ),
}

/** Why an address is not taken. */
export const hubSentence = (refusal: HubRefusal): Term => hubSentences[refusal]

/** Why a pairing code is not taken; one for another kind of machine stays good, and the sentence says so. */
export function codeSentence(refusal: CodeRefusal): Term {
  if (refusal.code !== 'other-role') return codeSentences[refusal.code]
  const role = deviceRoleTerm(refusal.role)
  return term(
    `这个配对码是给“${role.zh}”的，不能用在本机。它仍然有效；请为本机另取一个。`,
    `This code is for a ${role.en} and cannot be used here. It stays valid; get another for this machine.`,
  )
}

/** Why the devices are not taken, beginning with the device it is about. */
export function devicesSentence({ code, device }: DevicesRefusal): Term {
  const sentence = deviceSentences[code]
  if (device === null) return sentence
  const name = deviceTerms[device]
  return term(`${name.zh}：${sentence.zh}`, `${name.en}: ${sentence.en}`)
}

/** Why a data folder is not taken. */
export const folderSentence = (refusal: FolderRefusal): Term => folderSentences[refusal]
