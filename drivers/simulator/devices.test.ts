import { expect, test } from 'vitest'
import { systemClock } from '#basics'
import { openDockDevices } from './devices.ts'

test.skipIf(process.platform === 'win32')(
  'a hand at the dock lays cards, turns switches and breaks things; what is not there is refused',
  async () => {
    const devices = await openDockDevices(systemClock(), [1], () => undefined)
    try {
      const [person] = devices.state().people
      expect(await devices.obey({ type: 'place-card', personId: person?.id ?? '' })).toBe(true)
      expect(await devices.obey({ type: 'place-card', personId: 'nobody' })).toBe(false)
      expect(devices.state().reader).toMatchObject({ personId: person?.id, fault: 'none' })
      await devices.obey({ type: 'lift-card' })
      expect(devices.state().reader.personId).toBeNull()

      for (const fault of ['silent', 'unplugged', 'none']) {
        expect(await devices.obey({ type: 'reader-fault', fault })).toBe(true)
        expect(devices.state().reader.fault).toBe(fault)
        expect(await devices.obey({ type: 'scanner-fault', fault })).toBe(true)
      }
      expect(await devices.obey({ type: 'scanner-fault', fault: 'gremlin' })).toBe(false)
      expect(devices.state().scanner.faults[0]).toBe('none')
      expect(await devices.obey({ type: 'scan-code', text: 'A001' })).toBe(true)

      expect(await devices.obey({ type: 'printer-switch', name: 'paper-end', on: true })).toBe(true)
      expect(devices.state().printer.switches).toMatchObject({ 'paper-end': true, offline: false })
      await devices.obey({ type: 'printer-switch', name: 'paper-end', on: false })
      expect(devices.state().printer.switches['paper-end']).toBe(false)
      expect(await devices.obey({ type: 'printer-switch', name: 'gremlin', on: true })).toBe(false)

      expect(await devices.obey({ type: 'pad-fault', fault: 'silent' })).toBe(true)
      expect(new Set(Object.values(devices.lines)).size).toBe(6)
    } finally {
      await devices.close()
    }
  },
)
