import { expect, test } from 'vitest'
import { cameraIsAllowed } from './camera_permission.ts'

const counter = 'app://civic-hall/counter'

test('the counter’s page may use the camera', () => {
  expect(cameraIsAllowed('media', counter, ['video'])).toBe(true)
})

test.each([
  ['a microphone', 'media', counter, ['audio']],
  ['camera and microphone together', 'media', counter, ['video', 'audio']],
  ['nothing named', 'media', counter, []],
  ['another page of ours', 'media', 'app://civic-hall/kiosk', ['video']],
  ['the pad', 'media', 'app://civic-hall/pad', ['video']],
  ['another host', 'media', 'app://elsewhere/counter', ['video']],
  ['a web page', 'media', 'https://civic-hall/counter', ['video']],
  ['the screen', 'display-capture', counter, ['video']],
  ['anything else', 'geolocation', counter, []],
  ['no address', 'media', '', ['video']],
])('not: %s', (_name, permission, address, mediaTypes) => {
  expect(cameraIsAllowed(permission, address, mediaTypes)).toBe(false)
})
