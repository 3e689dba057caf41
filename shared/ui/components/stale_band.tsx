import './stale_band.css'
import { Unplug } from 'lucide-react'
import { useLocale } from '../i18n/ui_store.ts'
import { staleText } from '../i18n/wording.ts'

/** Grey band 「连接中断，14:02 的信息」; `since` in ms since the epoch, `null` shows nothing. */
export function StaleBand({ since }: { readonly since: number | null }) {
  const locale = useLocale()
  if (since === null) return null
  return (
    <div className="stale-band" role="status">
      <Unplug aria-hidden />
      {staleText(since, locale)}
    </div>
  )
}
