import { createRoot } from 'react-dom/client'
import { present, systemClock } from '#basics'
import { StaffApp } from '#ui/staff'
import { SetupApp } from './setup_app.tsx'

const bridge = present(globalThis.civicHallSetup, 'the bridge of the set-up window')

createRoot(present(document.getElementById('root'), 'root element')).render(
  <StaffApp clock={systemClock()}>
    <SetupApp bridge={bridge} />
  </StaffApp>,
)
