import { readAddress } from './app_address.ts'

/**
 * Whether a page may use what it asks for: the counter's page the camera (高拍仪, S23), by itself; no page a
 * microphone, and nothing else is ever granted. `mediaTypes` as Electron names them: 'video', 'audio'.
 */
export function cameraIsAllowed(permission: string, address: string, mediaTypes: readonly string[]): boolean {
  if (permission !== 'media' || mediaTypes.length === 0) return false
  return readAddress(address)?.route === 'counter' && mediaTypes.every((type) => type === 'video')
}
