import type { DeviceLive } from '#domain'

/** This counter's devices, and those of the hall that have a fault. */
export const devicesToShow = (devices: Iterable<DeviceLive>, counterId: string): readonly DeviceLive[] =>
  [...devices].filter(
    (device) => device.counterId === counterId || (device.counterId === null && device.state === 'faulted'),
  )
