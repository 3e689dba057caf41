import './signage.css'
import { useEffect, useState } from 'react'
import { termText, useLocale } from '#ui'
import type { Shown } from './player.ts'
import { TextCard } from './text_card.tsx'
import type { Signage } from './use_signage.ts'

/** The address of a file in this page's memory. */
function useAddress(file: Blob): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}

function Film({ shown, player, address }: Signage & { readonly shown: Shown; readonly address: string }) {
  return (
    <video
      key={shown.round}
      src={address}
      muted
      autoPlay
      playsInline
      disablePictureInPicture
      onTimeUpdate={() => player?.moved()}
      onEnded={() => player?.ended()}
      onError={() => player?.failed()}
    />
  )
}

function Stage({ shown, player }: Signage & { readonly shown: Shown }) {
  const locale = useLocale()
  const address = useAddress(shown.file)
  const { kind, title } = shown.medium
  if (kind === 'text') return <TextCard {...shown} />
  if (address === null) return null
  if (kind === 'video') return <Film shown={shown} player={player} address={address} />
  return <img src={address} alt={termText(title, locale)} onError={() => player?.failed()} />
}

/** What a screen shows of the centre's media: nothing to press, nothing that hides a call. */
export function MediumView({ shown, player }: Signage) {
  if (shown === null) return null
  return (
    <section className="signage" data-kind={shown.medium.kind} data-testid="board-signage">
      <div className="signage-stage" key={shown.medium.sha256} data-testid={`signage-${shown.medium.id}`}>
        <Stage shown={shown} player={player} />
      </div>
    </section>
  )
}
