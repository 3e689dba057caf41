/** Why there is no picture, each a normal state of a counter. `insecure`: the page was not opened on this machine. */
export type CameraFault = 'absent' | 'denied' | 'busy' | 'insecure'

/** What a browser's refusal of a camera means (Media Capture and Streams, getUserMedia). */
export function cameraFault(error: unknown): CameraFault {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  return 'absent'
}
