import { Counter, type Registry } from 'prom-client'
import type { CentreState } from '#domain'
import type { DeviceCounters } from '#protocol'
import type { CounterBoard } from './device_counters.ts'

type Figure = 'bytes' | 'frames' | 'checksumErrors' | 'strays' | 'reconnects'

const helps: Readonly<Record<Figure, string>> = {
  bytes: "Bytes over a device's line since its agent started",
  frames: "Valid frames over a device's line",
  checksumErrors: "Frames on a device's line that were spoilt",
  strays: "Frames on a device's line that answered nothing",
  reconnects: "How often a device's line was found again",
}

const snake = (figure: Figure) => figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** One figure, or its two directions. */
function values(
  counters: DeviceCounters,
  figure: Figure,
): readonly [direction: string | null, value: number][] {
  if (figure === 'bytes')
    return [
      ['in', counters.bytesIn],
      ['out', counters.bytesOut],
    ]
  if (figure === 'frames')
    return [
      ['in', counters.framesIn],
      ['out', counters.framesOut],
    ]
  return [[null, counters[figure]]]
}

/** Shows the counters of devices as Prometheus' own, by device and family; an agent's restart is a counter's reset. */
export function deviceMetrics(
  registry: Registry,
  state: () => CentreState | null,
  board: CounterBoard,
): void {
  for (const figure of Object.keys(helps) as Figure[]) {
    const isDirected = figure === 'bytes' || figure === 'frames'
    new Counter({
      name: `civic_hall_device_${snake(figure)}_total`,
      help: helps[figure],
      labelNames: ['device', 'family', ...(isDirected ? ['direction'] : [])],
      registers: [registry],
      collect() {
        this.reset()
        for (const { counters } of board.all()) {
          const device = counters.deviceId
          const family = state()?.devices.get(device)?.family ?? ''
          for (const [direction, value] of values(counters, figure))
            this.inc({ device, family, ...(direction === null ? {} : { direction }) }, value)
        }
      },
    })
  }
}
