import { expect, test } from 'vitest'
import type { MachineDevices } from '#protocol'
import { noDevices } from './agent_devices.ts'
import { devicesFault } from './devices_fault.ts'

const line = { place: 'COM1', baudRate: 57_600 }
const printer = { ...line, widthMm: 80, rollMm: null } as const
const sign = (counterId: string, address: number) => ({ counterId, address })
const signs = (...list: ReturnType<typeof sign>[]): Partial<MachineDevices> => ({
  signLine: { ...line, template: null, signs: list },
})
const pads = (changes: object = {}, pad: object = {}): Partial<MachineDevices> => ({
  callPads: {
    ...{ ...line, template: 'call_pad_example', ...changes },
    pads: [{ counterId: '1', address: 1, code: '', paired: false, ...pad }],
  },
})
const evaluator = { ...line, template: 'evaluator_example', address: 1, code: 'ABCD2345', paired: false }

test.each<[string, Partial<MachineDevices>, string | null]>([
  ['none at all', {}, null],
  ['two signs', signs(sign('1', 1), sign('2', 2)), null],
  ['a line without signs', signs(), 'no-signs signLine'],
  ['an address twice', signs(sign('1', 1), sign('2', 1)), 'sign-twice signLine'],
  ['a counter twice', signs(sign('1', 1), sign('1', 2)), 'sign-twice signLine'],
  ['a reader nobody placed', { idCard: { way: 'line', place: '', baudRate: 9_600 } }, 'bad-place idCard'],
  [
    'two devices on one port',
    { idCard: { way: 'line', ...line }, ticketPrinter: printer },
    'place-twice ticketPrinter',
  ],
  ['a HID reader', { idCard: { way: 'hid', ids: '0400:c35a', reports: 'plain' } }, null],
  ['ids that are none', { idCard: { way: 'hid', ids: '0400', reports: 'plain' } }, 'bad-ids idCard'],
  ['a helper without a program', { idCard: { way: 'helper', command: ' ', args: [] } }, 'no-command idCard'],
  ['a scanner that types', { codeScanner: { way: 'keyboard' } }, null],
  ['a second printer alone', { secondTicketPrinter: printer }, 'second-alone secondTicketPrinter'],
  ['a queue', { pagePrinter: { queue: '办公室 A4', by: 'agent' } }, null],
  ['an option for a queue', { pagePrinter: { queue: '-o raw', by: 'agent' } }, 'no-queue pagePrinter'],
  ['pads on the line of the signs', { ...signs(sign('1', 1)), ...pads() }, null],
  [
    'pads on it at another rate',
    { ...signs(sign('1', 1)), ...pads({ baudRate: 9_600 }) },
    'rates-differ callPads',
  ],
  ['pads nobody described', pads({ template: '' }), 'no-template callPads'],
  ['a pad of another counter', pads({}, { counterId: '2' }), 'no-code callPads'],
  ['a pad of another counter, with its code', pads({}, { counterId: '2', code: 'ABCD2345' }), null],
  ['an evaluator', { evaluator }, null],
  ['an evaluator without a code', { evaluator: { ...evaluator, code: '' } }, 'no-code evaluator'],
  ['an evaluator paired before', { evaluator: { ...evaluator, code: '', paired: true } }, null],
])('%s', (_name, devices, fault) => {
  const found = devicesFault({ ...noDevices, ...devices }, '1')
  expect(found === null ? null : `${found.code} ${found.device}`).toBe(fault)
})
