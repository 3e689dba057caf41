import type { CardPerson, MainlandCard } from '#drivers'
import { checkCharacter } from '#drivers'

/** A fictional person with a card for the simulated reader. */
export interface CardHolder {
  readonly id: string
  readonly note: string
  readonly card: CardPerson
}

const photo = new Uint8Array(1_024)

/** 17 digits made of a district, a birthday and an order number nobody real was given on purpose, and the check. */
function numberOf(area: string, birthDate: string, order: string): string {
  const first = `${area}${birthDate.replaceAll('-', '')}${order}`
  return `${first}${checkCharacter(first)}`
}

function mainland(
  name: string,
  sex: 'male' | 'female',
  birthDate: string,
  order: string,
  nation = '01',
): MainlandCard {
  return {
    kind: 'mainland',
    name,
    sex,
    nation,
    birthDate,
    address: '上海市松江区示范路1号（虚构）',
    idNumber: numberOf('310117', birthDate, order),
    authority: '上海市公安局松江分局',
    validFrom: '2020-01-01',
    validTo: birthDate < '1975-01-01' ? 'long-term' : '2040-01-01',
    photo,
  }
}

/** The people at the dock: young and old, a rare name, a residence permit, a foreigner's card. All invented. */
export const cardHolders: readonly CardHolder[] = [
  { id: 'zhang', note: '普通来访', card: mainland('张小满', 'female', '1990-03-07', '902') },
  { id: 'wang', note: '普通来访', card: mainland('王立冬', 'male', '1985-11-08', '913') },
  { id: 'li', note: '普通来访', card: mainland('李清明', 'male', '1978-04-05', '935') },
  { id: 'qian', note: '76 岁：建议老年优先', card: mainland('钱谷雨', 'male', '1950-04-20', '971') },
  { id: 'sun', note: '82 岁：建议老年优先', card: mainland('孙白露', 'female', '1944-09-08', '988') },
  { id: 'gong', note: '生僻字姓名', card: mainland('龚䶮', 'male', '1996-02-29', '957') },
  { id: 'ouyang', note: '四字姓名', card: mainland('欧阳惊蛰', 'female', '2001-03-05', '946', '11') },
  { id: 'zhao', note: '未成年', card: mainland('赵夏至', 'male', '2010-06-21', '999') },
  {
    id: 'chan',
    note: '港澳台居民居住证',
    card: {
      kind: 'hmt',
      name: '陈立秋',
      sex: 'female',
      nation: null,
      birthDate: '1990-01-01',
      address: '上海市松江区示范路2号（虚构）',
      idNumber: `81000019900101001${checkCharacter('81000019900101001')}`,
      authority: '上海市公安局',
      passNumber: 'H00000000',
      issueCount: '01',
      validFrom: '2020-01-01',
      validTo: '2040-01-01',
      photo,
    },
  },
  {
    id: 'smith',
    note: '外国人永久居留身份证（2023 版）',
    card: {
      kind: 'foreigner-2023',
      name: '史一凡',
      englishName: 'SMITH, AN EXAMPLE',
      sex: 'male',
      nation: null,
      birthDate: '1985-06-15',
      idNumber: `91184019850615001${checkCharacter('91184019850615001')}`,
      country: '840',
      renewals: '00',
      oldNumberLink: '',
      validFrom: '2023-12-01',
      validTo: '2033-12-01',
      photo,
    },
  },
]
