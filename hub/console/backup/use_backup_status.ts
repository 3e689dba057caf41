import { useCallback, useEffect, useState } from 'react'
import { usePage } from '#client'
import type { BackupStatus } from '#protocol'

const every = 5_000

/** How backups, standbys and the epoch stand, asked every few seconds; null until the hub has said so. */
export function useBackupStatus(): { readonly status: BackupStatus | null; ask(): Promise<void> } {
  const page = usePage()
  const [status, setStatus] = useState<BackupStatus | null>(null)
  const ask = useCallback(async () => {
    const answer = await page.call('backupStatus')
    if (answer.ok) setStatus(answer.value)
  }, [page])
  useEffect(() => {
    void ask()
    const timer = page.clock.every(every, () => void ask())
    return () => timer.cancel()
  }, [page, ask])
  return { status, ask }
}
