import { expect, test } from 'vitest'
import { faultsOf, tidied } from './person.ts'

const idNumber = '11010519491231002X'
const good = { name: '张示三', idNumber, phone: '13800000000' }

test('what people type around figures is no fault', () => {
  const spaced = { name: ' 张示三 ', idNumber: idNumber.replace(/^(.{6})/, '$1 '), phone: '１３８ 0000-0000' }
  expect(tidied(spaced)).toEqual(good)
  expect(faultsOf(tidied(good))).toEqual({})
})

test.each([
  [{ name: '张' }, { name: 'name' }],
  [{ idNumber: idNumber.slice(0, 17) }, { idNumber: 'length' }],
  [
    { idNumber: `${idNumber.slice(0, 16)}${idNumber[16] === '0' ? '1' : '0'}${idNumber[17]}` },
    { idNumber: 'character' },
  ],
  [{ phone: '1380000000' }, { phone: 'phone' }],
  [{ phone: '23800000000' }, { phone: 'phone' }],
] as const)('%o is told at its field', (wrong, faults) => {
  expect(faultsOf(tidied({ ...good, ...wrong }))).toEqual(faults)
})
