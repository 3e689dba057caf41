import { describe, expect, test } from 'vitest'
import { offeredPort } from './serial_ports.ts'

const adapter = {
  path: '/dev/ttyUSB0',
  manufacturer: 'FTDI',
  pnpId: 'usb-FTDI_FT232R_A10K-if00-port0',
  vendorId: '0403',
  productId: '6001',
}

const facts = (there: boolean, uart: string | null = null) => ({ exists: () => there, uartType: () => uart })

describe('a port that is offered', () => {
  test('has the name that stays with the adapter, where the system keeps one', () => {
    expect(offeredPort(adapter, facts(true))).toEqual({
      path: '/dev/serial/by-id/usb-FTDI_FT232R_A10K-if00-port0',
      description: 'FTDI 0403:6001',
    })
    expect(offeredPort(adapter, facts(false))?.path).toBe('/dev/ttyUSB0')
  })

  test('may be known by its path alone', () => {
    expect(offeredPort({ path: 'COM3' }, facts(false))).toEqual({ path: 'COM3', description: '' })
  })

  test('has something behind it: a built-in port without a UART is left out', () => {
    expect(offeredPort({ path: '/dev/ttyS7' }, facts(true, '0'))).toBeNull()
    expect(offeredPort({ path: '/dev/ttyS0' }, facts(true, '4'))?.path).toBe('/dev/ttyS0')
  })
})
