import { useCallback, useEffect, useState } from 'react'
import type { MachineHardware, SetupBridge } from '#protocol'
import type { HardwareList } from './device_desk.ts'

const nothing: MachineHardware = { ports: [], hid: [], queues: [], spooler: 'cups', templates: [] }

/** What this machine has, looked for once and whenever the technician asks. */
export function useHardware(bridge: SetupBridge): HardwareList {
  const [found, setFound] = useState(nothing)
  const [isBusy, setBusy] = useState(true)
  const look = useCallback(() => {
    setBusy(true)
    void bridge.hardware().then((hardware) => {
      setFound(hardware)
      setBusy(false)
    })
  }, [bridge])
  useEffect(look, [look])
  return { ...found, isBusy, look }
}
