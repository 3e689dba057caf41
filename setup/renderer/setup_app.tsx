import './setup.css'
import { useEffect, useState } from 'react'
import type { SetupBridge, SetupStart } from '#protocol'
import { useText } from '#ui'
import { CentreSetup } from './centre/centre_setup.tsx'
import { Frame } from './frame.tsx'
import { MachineSetup } from './machine/machine_setup.tsx'
import { setupWords } from './setup_words.ts'

/** The first start of a machine, for the technician on site: asks the shell what there is to set up. */
export function SetupApp({ bridge }: { readonly bridge: SetupBridge }) {
  const text = useText(setupWords)
  const [start, setStart] = useState<SetupStart | null>(null)
  useEffect(() => {
    void bridge.start().then(setStart)
  }, [bridge])
  if (start === null) {
    return (
      <Frame title={text.title} onOtherRole={null}>
        <p className="setup-wait">{text.looking}</p>
      </Frame>
    )
  }
  return start.kind === 'hub' ? (
    <CentreSetup bridge={bridge} start={start} />
  ) : (
    <MachineSetup bridge={bridge} start={start} />
  )
}
