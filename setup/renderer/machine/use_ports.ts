import { useCallback, useEffect, useState } from 'react'
import type { PortFound, SetupBridge } from '#protocol'
import type { PortList } from './place_field.tsx'

/** The serial ports of this machine, looked for once and whenever the technician asks. */
export function usePorts(bridge: SetupBridge): PortList {
  const [found, setFound] = useState<readonly PortFound[]>([])
  const [isBusy, setBusy] = useState(true)
  const look = useCallback(() => {
    setBusy(true)
    void bridge.ports().then((ports) => {
      setFound(ports)
      setBusy(false)
    })
  }, [bridge])
  useEffect(look, [look])
  return { found, isBusy, look }
}
