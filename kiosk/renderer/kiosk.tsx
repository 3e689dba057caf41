import './kiosk.css'
import { createRoot } from 'react-dom/client'
import { present } from '#basics'
import { connectPage, hallClock, PageProvider } from '#client'
import { PublicApp } from '#ui'
import { connectFlow, FlowProvider } from './kiosk_flow.ts'
import { KioskPage } from './kiosk_page.tsx'
import { hintPlayer } from './voice_hints.ts'

const hintFiles = import.meta.glob('../../resources/voice/hints/*/*.wav', {
  query: '?url',
  import: 'default',
  eager: true,
})
const hints = Object.fromEntries(
  Object.entries(hintFiles).map(([path, address]) => [
    path.replace('../../resources/voice/hints/', '').replace('.wav', ''),
    address,
  ]),
)

const page = connectPage({ page: 'kiosk' })
const flow = connectFlow(page)

createRoot(present(document.getElementById('root'), 'root')).render(
  <PageProvider value={page}>
    <PublicApp kind="kiosk" clock={hallClock(page)} player={hintPlayer(hints)}>
      <FlowProvider value={flow}>
        <KioskPage />
      </FlowProvider>
    </PublicApp>
  </PageProvider>,
)
