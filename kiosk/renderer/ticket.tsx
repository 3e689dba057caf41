import './ticket.css'
import { createRoot } from 'react-dom/client'
import { present, systemClock } from '#basics'
import { ScreenProvider } from '#ui'
import { TicketPage } from './phone/ticket_page.tsx'
import { ticketIdOf } from './phone/ticket_path.ts'

createRoot(present(document.getElementById('root'), 'root')).render(
  <ScreenProvider clock={systemClock()}>
    <TicketPage ticketId={ticketIdOf(location.pathname)} />
  </ScreenProvider>,
)
