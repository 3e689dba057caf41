import { officialName, type SiteLevel } from '#domain'
import { type NewCentre, newCentre, shortestPassword } from '#protocol'
import { type Term, term } from '#ui'

/** A new centre as it is being typed. */
export interface CentreDraft {
  readonly level: SiteLevel
  readonly placeZh: string
  readonly placeEn: string
  readonly areaCode: string
  /** Number of a mobile service point; '' at a fixed place. */
  readonly mobile: string
  readonly adminName: string
  readonly username: string
  readonly password: string
  readonly passwordAgain: string
  readonly folder: string
}
export type CentreField = keyof CentreDraft

/** What is wrong with each field. */
export type CentreFaults = Partial<Readonly<Record<CentreField, Term>>>

/** An untouched form. */
export const freshDraft = (folder: string): CentreDraft => ({
  level: 'district',
  placeZh: '',
  placeEn: '',
  areaCode: '',
  mobile: '',
  adminName: '',
  username: 'admin',
  password: '',
  passwordAgain: '',
  folder,
})

const isFilled = (text: string) => text.trim() !== ''
const endings = /公共法律服务/

const rules: readonly (readonly [CentreField, (draft: CentreDraft) => boolean, Term])[] = [
  ['placeZh', ({ placeZh }) => isFilled(placeZh), term('请填写地名。', 'Fill in the place.')],
  [
    'placeZh',
    ({ placeZh }) => !endings.test(placeZh),
    term('只填地名：机构全称会自动加上。', 'The place alone: the rest of the name is added.'),
  ],
  ['placeEn', ({ placeEn }) => isFilled(placeEn), term('请填写英文地名。', 'Fill in the English name.')],
  [
    'areaCode',
    ({ areaCode }) => /^\d{6,12}$/.test(areaCode.trim()),
    term('区划代码是 6 至 12 位数字。', 'An area code has 6 to 12 figures.'),
  ],
  [
    'mobile',
    ({ mobile }) => /^([1-9]\d?)?$/.test(mobile.trim()),
    term('编号是 1 至 99；固定场所请留空。', 'A number from 1 to 99; nothing at a fixed place.'),
  ],
  ['adminName', ({ adminName }) => isFilled(adminName), term('请填写姓名。', 'Fill in the name.')],
  [
    'username',
    ({ username }) => newCentre.shape.username.safeParse(username.trim()).success,
    term('登录名由 2 至 32 位小写字母、数字组成。', 'A user name has 2 to 32 small letters and figures.'),
  ],
  [
    'password',
    ({ password }) => password.length >= shortestPassword,
    term(`密码至少 ${shortestPassword} 位。`, `A password has at least ${shortestPassword} characters.`),
  ],
  [
    'passwordAgain',
    ({ password, passwordAgain }) => password === passwordAgain,
    term('两次输入的密码不一样。', 'The two passwords differ.'),
  ],
  ['folder', ({ folder }) => isFilled(folder), term('请填写文件夹。', 'Fill in the folder.')],
]

/** What is wrong with a draft, the first fault of each field; empty when it can be sent. */
export function centreFaults(draft: CentreDraft): CentreFaults {
  const faults: Partial<Record<CentreField, Term>> = {}
  for (const [field, holds, sentence] of rules) {
    if (!holds(draft)) faults[field] ??= sentence
  }
  return faults
}

const mobileOf = ({ mobile }: Pick<CentreDraft, 'mobile'>) =>
  mobile.trim() === '' ? null : Number(mobile.trim())

/** The answers of a draft without faults. */
export function centreOf(draft: CentreDraft): NewCentre {
  const { level, placeZh, placeEn, password } = draft
  return {
    level,
    password,
    place: { zh: placeZh.trim(), en: placeEn.trim() },
    areaCode: draft.areaCode.trim(),
    mobile: mobileOf(draft),
    adminName: draft.adminName.trim(),
    username: draft.username.trim(),
    folder: draft.folder.trim(),
  }
}

/** The official name the centre will carry (S3), as it is being typed. */
export function namePreview({ level, placeZh, placeEn, areaCode, mobile }: CentreDraft): Term {
  const point = mobileOf({ mobile })
  return officialName({
    id: 'new',
    level,
    areaCode,
    place: { zh: placeZh.trim() || '……', en: placeEn.trim() || '…' },
    parentId: null,
    ...(point === null || Number.isNaN(point) ? {} : { mobile: point }),
    address: { zh: '', en: '' },
    phone: '',
    supervisionPhone: '',
    notices: [],
  })
}
