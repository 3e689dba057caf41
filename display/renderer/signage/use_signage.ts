import { useEffect, useRef, useState } from 'react'
import { useCentre, usePage } from '#client'
import { playingNow, type SignagePlace } from '#domain'
import { openPlayer, type Player, type Shown } from './player.ts'

/** What this screen shows of the centre's media now, and what it says of it. */
export interface Signage {
  readonly shown: Shown | null
  readonly player: Player | null
}

/** Plays the centre's media on this screen; `now` is the server's time. */
export function useSignage(place: SignagePlace, now: number): Signage {
  const page = usePage()
  const [shown, setShown] = useState<Shown | null>(null)
  const player = useRef<Player | null>(null)
  const { list, seconds } = useCentre(({ media, policy }) => ({
    list: place === 'off' ? [] : playingNow(media.values(), now, policy.zoneMinutes),
    seconds: policy.signage.pictureSeconds,
  }))
  useEffect(() => {
    const opened = openPlayer({
      clock: page.clock,
      load: page.medium,
      tell: (message) => void page.tell(message),
      onChange: setShown,
    })
    player.current = opened
    return () => opened.close()
  }, [page])
  useEffect(() => player.current?.follow(list, seconds))
  return { shown, player: player.current }
}
