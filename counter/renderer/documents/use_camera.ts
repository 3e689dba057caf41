import { useCallback, useEffect, useState } from 'react'
import { type CameraFault, cameraFault } from './camera_fault.ts'

/** A camera of this machine. */
export interface Camera {
  readonly id: string
  /** Empty before the first permission. */
  readonly label: string
}

/** The camera now open, or why there is none. */
export interface CameraView {
  readonly state: 'starting' | 'live' | CameraFault
  readonly stream: MediaStream | null
  readonly cameras: readonly Camera[]
  readonly chosen: string | null
  choose(id: string): void
  /** Tries anew: after plugging in, after allowing. */
  retry(): void
}

const kept = 'civic-hall:camera'
/** A document camera sees an A4 sheet; what a device cannot do it does as well as it can. */
const wanted = { width: { ideal: 2_592 }, height: { ideal: 1_944 } } as const

async function openCamera(id: string | null): Promise<MediaStream> {
  const open = (video: MediaTrackConstraints) =>
    navigator.mediaDevices.getUserMedia({ video: { ...wanted, ...video }, audio: false })
  // The one remembered may be gone: then any will do.
  return id === null ? open({}) : open({ deviceId: { exact: id } }).catch(() => open({}))
}

const stop = (stream: MediaStream | null) => {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

async function listCameras(): Promise<readonly Camera[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }) => ({ id: deviceId, label }))
}

interface Opened {
  readonly state: CameraView['state']
  readonly stream: MediaStream | null
  readonly cameras: readonly Camera[]
}

/** Opens this machine's camera while `isWanted`; the choice among several is remembered on this machine. */
export function useCamera(isWanted: boolean): CameraView {
  const [chosen, setChosen] = useState(() => localStorage.getItem(kept))
  const [attempt, setAttempt] = useState(0)
  const [opened, setOpened] = useState<Opened>({ state: 'starting', stream: null, cameras: [] })

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is what asks for another try
  useEffect(() => {
    if (!isWanted) return
    if (!('mediaDevices' in navigator)) return setOpened({ state: 'insecure', stream: null, cameras: [] })
    let isOver = false
    let stream: MediaStream | null = null
    const start = async () => {
      stream = await openCamera(chosen)
      const cameras = await listCameras()
      if (isOver) return stop(stream)
      // A pulled plug ends the track.
      for (const track of stream.getVideoTracks())
        track.onended = () => setOpened({ state: 'absent', stream: null, cameras })
      setOpened({ state: 'live', stream, cameras })
    }
    start().catch((error: unknown) => {
      stop(stream)
      if (!isOver) setOpened({ state: cameraFault(error), stream: null, cameras: [] })
    })
    return () => {
      isOver = true
      stop(stream)
      setOpened(({ cameras }) => ({ state: 'starting', stream: null, cameras }))
    }
  }, [isWanted, chosen, attempt])

  useEffect(() => {
    if (!('mediaDevices' in navigator) || !isWanted) return
    const onChange = () => setAttempt((count) => count + 1)
    const { mediaDevices } = navigator
    if (opened.stream === null) mediaDevices.addEventListener('devicechange', onChange)
    return () => mediaDevices.removeEventListener('devicechange', onChange)
  }, [isWanted, opened.stream])

  const choose = useCallback((id: string) => {
    localStorage.setItem(kept, id)
    setChosen(id)
  }, [])
  const inUse = opened.stream?.getVideoTracks()[0]?.getSettings().deviceId ?? null
  return { ...opened, chosen: inUse, choose, retry: () => setAttempt((count) => count + 1) }
}
