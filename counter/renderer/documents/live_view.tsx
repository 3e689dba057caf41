import { Button, Select } from 'antd'
import { Camera, CameraOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#ui'
import { photoOf } from './canvas.ts'
import type { Picture } from './imaging/plane.ts'
import type { CameraView } from './use_camera.ts'
import { documentWords } from './words.ts'

/** Why there is no picture: a normal state, said calmly. */
function NoPicture({ camera }: { readonly camera: CameraView }) {
  const text = useText(documentWords)
  const { state } = camera
  if (state === 'starting' || state === 'live') return <p className="documents-wait">{text.starting}</p>
  return (
    <div className="documents-none" data-testid="no-camera" data-state={state}>
      <CameraOff aria-hidden />
      <h3>{text[state]}</h3>
      <p>{text[`${state}Note`]}</p>
      {state !== 'insecure' && (
        <Button size="large" onClick={camera.retry}>
          {text.retry}
        </Button>
      )}
    </div>
  )
}

function CameraChoice({ camera }: { readonly camera: CameraView }) {
  const text = useText(documentWords)
  return (
    <div className="documents-field">
      {text.camera}
      <Select
        size="large"
        aria-label={text.camera}
        value={camera.chosen}
        options={camera.cameras.map(({ id, label }, at) => ({
          value: id,
          label: label === '' ? text.unnamed(at + 1) : label,
        }))}
        onChange={camera.choose}
      />
    </div>
  )
}

interface LiveViewProps {
  readonly camera: CameraView
  /** The document has as many pages as it may: none is taken any more. */
  readonly isFull: boolean
  readonly onPhoto: (photo: Picture) => void
}

/** What the camera sees, and the button that takes it. */
export function LiveView({ camera, isFull, onPhoto }: LiveViewProps) {
  const text = useText(documentWords)
  const video = useRef<HTMLVideoElement>(null)
  // The stream is there before its first frame is.
  const [seen, setSeen] = useState<MediaStream | null>(null)
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = camera.stream
  }, [camera.stream])
  const shoot = () => {
    const photo = video.current === null ? null : photoOf(video.current)
    if (photo !== null) onPhoto(photo)
  }
  return (
    <>
      <div className="documents-stage">
        {camera.stream === null ? (
          <NoPicture camera={camera} />
        ) : (
          <video
            ref={video}
            autoPlay
            muted
            playsInline
            onLoadedData={() => setSeen(camera.stream)}
            data-testid="camera-view"
          />
        )}
      </div>
      <div className="documents-tools">
        {camera.stream !== null && <p>{isFull ? text.full : text.shootHint}</p>}
        {camera.cameras.length > 1 && <CameraChoice camera={camera} />}
        <Button
          type="primary"
          className="documents-main"
          icon={<Camera aria-hidden />}
          disabled={isFull || camera.stream === null || seen !== camera.stream}
          onClick={shoot}
          data-testid="shoot"
        >
          {text.shoot}
        </Button>
      </div>
    </>
  )
}
