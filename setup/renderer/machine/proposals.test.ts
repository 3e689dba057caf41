import { expect, test } from 'vitest'
import { type MachineDevices, machineDevices, type PlaceProbed } from '#protocol'
import { accept, proposalsOf } from './proposals.ts'

const none = machineDevices.parse({
  ...{ idCard: null, codeScanner: null, ticketPrinter: null, secondTicketPrinter: null },
  ...{ pagePrinter: null, signLine: null, callPads: null, evaluator: null, announcer: null },
})
const counter = (id: string, signAddress: number | null) => ({
  ...{ id, signAddress, zone: 'A' },
  name: { zh: `${id}号窗口`, en: `Counter ${id}` },
})
const counters = [counter('1', null), counter('2', 1)]
const probed = (place: string, ...devices: PlaceProbed['devices']): PlaceProbed => ({
  ...{ place, trouble: null, devices },
})
const device = (family: PlaceProbed['devices'][number]['family'], more: object = {}) => ({
  ...{ family, template: null, address: null, baudRate: 115_200, ...more },
})
const take = (devices: MachineDevices, ...found: PlaceProbed[]) =>
  accept(devices, proposalsOf(found), counters)

test('what answered is taken over with its line; a second printer stands in for the first', () => {
  const printer = device('ticket-printer')
  const devices = take(
    none,
    probed('COM1', device('id-card')),
    probed('COM2', printer),
    probed('COM3', printer),
  )
  expect(devices.idCard).toEqual({ way: 'line', place: 'COM1', baudRate: 115_200 })
  expect(devices.ticketPrinter).toMatchObject({ place: 'COM2', widthMm: 80 })
  expect(devices.secondTicketPrinter).toMatchObject({ place: 'COM3' })
  expect(machineDevices.safeParse(devices).success).toBe(true)
})

test('signs and pads of one line find their counters: the hub’s address first, then whoever is left', () => {
  const sign = (address: number) => device('counter-sign', { address, baudRate: 57_600 })
  const pad = device('call-pad', { address: 1, baudRate: 57_600, template: 'pads' })
  const { signLine, callPads } = take(none, probed('COM4', sign(1), sign(2), pad))
  expect(signLine?.signs).toEqual([
    { counterId: '2', address: 1 },
    { counterId: '1', address: 2 },
  ])
  expect(callPads).toMatchObject({ place: 'COM4', template: 'pads', pads: [{ counterId: '2', address: 1 }] })
})

test('what was chosen by hand and not found stays, so does what a probe cannot know', () => {
  const before: MachineDevices = {
    ...none,
    codeScanner: { way: 'keyboard' },
    ticketPrinter: { place: 'COM9', baudRate: 9_600, widthMm: 58, rollMm: 80_000 },
  }
  const after = take(before, probed('COM2', device('ticket-printer')))
  expect(after.codeScanner).toEqual({ way: 'keyboard' })
  expect(after.ticketPrinter).toEqual({ place: 'COM2', baudRate: 115_200, widthMm: 58, rollMm: 80_000 })
  expect(take(before, probed('COM2'))).toEqual(before)
})
