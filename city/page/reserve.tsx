import { createRoot } from 'react-dom/client'
import { present, systemClock } from '#basics'
import { ScreenProvider } from '#ui'
import { ReserveApp } from './reserve/reserve_app.tsx'

createRoot(present(document.getElementById('root'), 'root element')).render(
  <ScreenProvider clock={systemClock()}>
    <ReserveApp />
  </ScreenProvider>,
)
