import { ShieldAlert } from 'lucide-react'
import { useText } from '#ui'
import { backupWords } from '../backup/backup_words.ts'
import { useBackupStatus } from '../backup/use_backup_status.ts'

/** The band over the console of a hub that was replaced, or whose backups do not come about. */
export function UpkeepBand() {
  const text = useText(backupWords)
  const { status } = useBackupStatus()
  if (status === null) return null
  if (status.fencedBy !== null)
    return (
      <div className="console-emergency" role="alert" data-testid="fenced-band">
        <ShieldAlert aria-hidden />
        <b>{text.fenced}</b>
        <span>{text.fencedBody}</span>
      </div>
    )
  if (status.problem === null) return null
  return (
    <ul className="console-pauses" role="alert" data-testid="backup-band">
      <li>
        <ShieldAlert size={18} aria-hidden />
        <b>{text[status.problem.code]}</b>
      </li>
    </ul>
  )
}
