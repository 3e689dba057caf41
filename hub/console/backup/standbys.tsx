import { Button, Select } from 'antd'
import { useEffect, useState } from 'react'
import { usePage } from '#client'
import type { BackupStatus } from '#protocol'
import { useText } from '#ui'
import { StatusDot } from '#ui/staff'
import { type Enrolled, readEnrolled } from '../devices/device_order.ts'
import { backupWords } from './backup_words.ts'

/** Which machines keep what another hub would need, and how far each is. */
export function Standbys(props: { readonly status: BackupStatus; readonly onChange: () => Promise<void> }) {
  const { status, onChange } = props
  const page = usePage()
  const text = useText(backupWords)
  const [machines, setMachines] = useState<readonly Enrolled[]>([])
  useEffect(() => {
    void page.call('listDevices').then((answer) => {
      if (answer.ok) setMachines(readEnrolled(answer.value.devices))
    })
  }, [page])
  const name = async (id: string, standby: boolean) => {
    await page.call('nameStandby', { params: { id }, body: { standby } })
    await onChange()
  }
  const nameOf = (id: string) => machines.find((machine) => machine.id === id)?.name ?? id
  const others = machines.filter(({ id }) => !status.standbys.some(({ deviceId }) => deviceId === id))
  return (
    <section className="card">
      <h3>{text.standbys}</h3>
      <p className="backup-note">{text.standbysNote}</p>
      <p className="backup-note">{text.epoch(status.epoch)}</p>
      <ul className="machines standbys">
        {status.standbys.map(({ deviceId, held }) => (
          <li key={deviceId}>
            <b>{nameOf(deviceId)}</b>
            <StatusDot tone={held === null ? 'off' : 'good'}>
              {held === null ? text.notSeen : text.held(held)}
            </StatusDot>
            <Button size="small" type="text" danger onClick={() => void name(deviceId, false)}>
              {text.end}
            </Button>
          </li>
        ))}
      </ul>
      {status.recoveryKey === 'confirmed' ? (
        <Select
          className="standby-choice"
          placeholder={text.choose}
          aria-label={text.choose}
          value={null}
          onChange={(id: string | null) => id !== null && void name(id, true)}
          options={others.map(({ id, name: label }) => ({ value: id, label }))}
          data-testid="name-standby"
        />
      ) : (
        <p className="backup-note">{text.standbysNeedKey}</p>
      )}
    </section>
  )
}
