import { createRoot } from 'react-dom/client'
import { present } from '#basics'
import { connectPage, hallClock, PageProvider } from '#client'
import { StaffApp } from '#ui/staff'
import { ConsoleApp } from './console_app.tsx'

const page = connectPage({ page: 'console' })

createRoot(present(document.getElementById('root'), 'root element')).render(
  <PageProvider value={page}>
    <StaffApp clock={hallClock(page)}>
      <ConsoleApp />
    </StaffApp>
  </PageProvider>,
)
