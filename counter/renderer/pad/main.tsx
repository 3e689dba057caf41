import { connectPage, hallClock, PageProvider } from '#client'
import { PublicApp } from '#ui'
import { counterInAddress, mount } from '../common/mount.tsx'
import { PadApp } from './pad_app.tsx'

const page = connectPage({ page: 'pad', counter: counterInAddress() })

mount(
  <PublicApp kind="pad" clock={hallClock(page)} player={null}>
    <PageProvider value={page}>
      <PadApp />
    </PageProvider>
  </PublicApp>,
)
