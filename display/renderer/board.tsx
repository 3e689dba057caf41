import { createRoot } from 'react-dom/client'
import { present } from '#basics'
import { connectPage, hallClock, PageProvider } from '#client'
import { PublicApp, useUi } from '#ui'
import { BoardApp } from './board_app.tsx'

// A board has no buttons: its address says which language stands first (`?lang=en`).
if (new URLSearchParams(location.search).get('lang') === 'en') useUi.getState().setLocale('en')
const place = location.pathname.endsWith('/signage') ? 'signage' : 'board'
const page = connectPage({ page: place })

createRoot(present(document.getElementById('root'), 'root element')).render(
  <PageProvider value={page}>
    <PublicApp kind="board" clock={hallClock(page)} player={null}>
      <BoardApp place={place} />
    </PublicApp>
  </PageProvider>,
)
