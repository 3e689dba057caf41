import { connectPage, hallClock, PageProvider } from '#client'
import { StaffApp } from '#ui/staff'
import { keepLook } from '../common/keep_look.ts'
import { counterInAddress, mount } from '../common/mount.tsx'
import { CounterApp } from './counter_app.tsx'

keepLook()
const page = connectPage({ page: 'counter', counter: counterInAddress() })

mount(
  <StaffApp clock={hallClock(page)}>
    <PageProvider value={page}>
      <CounterApp />
    </PageProvider>
  </StaffApp>,
)
