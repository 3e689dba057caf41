import { createRoot } from 'react-dom/client'
import { present } from '#basics'
import { connectPage, PageProvider } from '#client'
import { ScreenProvider } from '#ui'
import { DockApp } from './dock_app.tsx'

// The devices speak for themselves; the centre is asked only which counter a sign hangs over.
const page = connectPage({ page: 'signage' })

createRoot(present(document.getElementById('root'), 'root element')).render(
  <PageProvider value={page}>
    <ScreenProvider clock={page.clock}>
      <DockApp />
    </ScreenProvider>
  </PageProvider>,
)
