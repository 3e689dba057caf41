import './stale_band.css'
import { CloudOff } from 'lucide-react'
import { useLocale } from '../i18n/ui_store.ts'
import { offlineText } from '../i18n/wording.ts'

/** Grey band 「离线工作，14:02 起…」 of a machine that goes on without its hub; `since` in ms since the epoch. */
export function OfflineBand({ since, pending }: { readonly since: number; readonly pending: number }) {
  const locale = useLocale()
  return (
    <div className="stale-band" role="status" data-testid="offline-band">
      <CloudOff aria-hidden />
      {offlineText(since, pending, locale)}
    </div>
  )
}
