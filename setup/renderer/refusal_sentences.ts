import type { CodeRefusal, DevicesRefusal, FolderRefusal, HubRefusal } from '#protocol'
import { type Term, term } from '#ui'
import { deviceRoleTerm } from './setup_terms.ts'

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

const deviceNames: Readonly<Record<string, Term>> = {
  idCard: term('身份证阅读器', 'ID card reader'),
  ticketPrinter: term('号票打印机', 'Ticket printer'),
  signLine: term('窗口LED屏', 'Counter signs'),
}

const deviceSentences: Readonly<Record<DevicesRefusal['code'], Term>> = {
  'bad-place': term(
    '请选择端口，或填写端口、网络地址。',
    'choose a port, or type a port or a network address.',
  ),
  'place-twice': term('这个端口已经给了另一台设备。', 'this port is given to another device already.'),
  'sign-twice': term(
    '每个窗口、每个屏号只能出现一次。',
    'each counter and each address may stand there only once.',
  ),
  'no-signs': term('请至少添加一块屏，或关闭此项。', 'add at least one sign, or switch this off.'),
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
  const name = deviceNames[device ?? '']
  return name === undefined ? sentence : term(`${name.zh}：${sentence.zh}`, `${name.en}: ${sentence.en}`)
}

/** Why a data folder is not taken. */
export const folderSentence = (refusal: FolderRefusal): Term => folderSentences[refusal]
