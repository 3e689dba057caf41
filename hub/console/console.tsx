import { createRoot } from 'react-dom/client'
import { present } from '#basics'
import { connectPage, PageProvider } from '#client'
import { StaffApp } from '#ui/staff'
import { ConsoleApp } from './console_app.tsx'

const page = connectPage({ page: 'console' })

createRoot(present(document.getElementById('root'), 'root element')).render(
  <PageProvider value={page}>
    <StaffApp clock={page.clock}>
      <ConsoleApp />
    </StaffApp>
  </PageProvider>,
)
