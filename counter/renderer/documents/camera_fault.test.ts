import { expect, test } from 'vitest'
import { cameraFault } from './camera_fault.ts'

test.each([
  ['NotFoundError', 'absent'],
  ['OverconstrainedError', 'absent'],
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
])('%s is %s', (name, fault) => {
  expect(cameraFault(new DOMException('', name))).toBe(fault)
  expect(cameraFault('anything')).toBe('absent')
})
