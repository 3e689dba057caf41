import './backup.css'
import { useText } from '#ui'
import { backupWords } from './backup_words.ts'
import { Handovers } from './handovers.tsx'
import { LastBackup } from './last_backup.tsx'
import { RecoveryKey } from './recovery_key.tsx'
import { Standbys } from './standbys.tsx'
import { useBackupStatus } from './use_backup_status.ts'

/** What keeps the centre when this hub is lost: backups, the recovery key, standbys, what was handed over. */
export function Backups() {
  const text = useText(backupWords)
  const { status, ask } = useBackupStatus()
  return (
    <div className="backups">
      <header className="section-head">
        <h2>{text.title}</h2>
      </header>
      {status !== null && (
        <>
          <LastBackup status={status} onTaken={ask} />
          <RecoveryKey state={status.recoveryKey} onChange={ask} />
          <Standbys status={status} onChange={ask} />
        </>
      )}
      <Handovers />
    </div>
  )
}
