import { expect, test } from 'vitest'
import { newCentre } from '#protocol'
import { type CentreField, centreFaults, centreOf, freshDraft, namePreview } from './centre_draft.ts'

const whole = {
  ...freshDraft('/data/hub'),
  level: 'street',
  placeZh: ' 岳阳街道 ',
  placeEn: 'Yueyang Street',
  areaCode: '310117001',
  adminName: '江一帆',
  username: 'admin',
  password: 'eight888',
  passwordAgain: 'eight888',
} as const

test('a whole draft has no faults and is what the shell takes', () => {
  expect(centreFaults(whole)).toEqual({})
  expect(newCentre.parse(centreOf(whole))).toMatchObject({ place: { zh: '岳阳街道' }, level: 'street' })
})

test('a mobile service point: its number is in its name and goes to the shell', () => {
  const laptop = { ...whole, mobile: ' 2 ' }
  expect(centreFaults(laptop)).toEqual({})
  expect(newCentre.parse(centreOf(laptop))).toMatchObject({ mobile: 2 })
  expect(namePreview(laptop).zh).toBe('岳阳街道公共法律服务工作站流动服务点2')
  expect(namePreview({ ...whole, mobile: 'x' }).zh).toBe('岳阳街道公共法律服务工作站')
})

test.each<[CentreField, string, RegExp]>([
  ['placeZh', ' ', /请填写地名/],
  ['placeZh', '松江区公共法律服务中心', /只填地名/],
  ['placeEn', '', /英文/],
  ['areaCode', '3101', /6 至 12/],
  ['mobile', '0', /1 至 99/],
  ['adminName', '', /姓名/],
  ['username', 'Admin', /小写/],
  ['password', 'seven77', /至少 8 位/],
  ['passwordAgain', 'eight889', /不一样/],
  ['folder', '', /文件夹/],
])('%s may not be “%s”', (field, text, sentence) => {
  expect(centreFaults({ ...whole, [field]: text })[field]?.zh).toMatch(sentence)
})

test('the official name follows level and place', () => {
  expect(namePreview(whole).zh).toBe('岳阳街道公共法律服务工作站')
  expect(namePreview({ ...whole, level: 'district', placeZh: '松江区' }).zh).toBe('松江区公共法律服务中心')
  expect(namePreview({ ...whole, level: 'room', placeEn: '' }).en).toBe('… Public Legal Service Office')
})
