import { useEffect, useState } from 'react'
import { usePage } from '#client'
import type { CityLink } from '#protocol'

const every = 5_000

/** How the link to the city stands, asked every few seconds; null until the hub has said so. */
export function useCityLink(): CityLink | null {
  const page = usePage()
  const [link, setLink] = useState<CityLink | null>(null)
  useEffect(() => {
    const ask = async () => {
      const answer = await page.call('cityLink')
      if (answer.ok) setLink(answer.value)
    }
    void ask()
    const timer = page.clock.every(every, () => void ask())
    return () => timer.cancel()
  }, [page])
  return link
}
