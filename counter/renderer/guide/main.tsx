import { connectPage, hallClock, PageProvider } from '#client'
import { StaffApp } from '#ui/staff'
import { keepLook } from '../common/keep_look.ts'
import { mount } from '../common/mount.tsx'
import { GuideApp } from './guide_app.tsx'

keepLook()
const page = connectPage({ page: 'guide' })

mount(
  <StaffApp clock={hallClock(page)}>
    <PageProvider value={page}>
      <GuideApp />
    </PageProvider>
  </StaffApp>,
)
