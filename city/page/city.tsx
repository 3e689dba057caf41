import { createRoot } from 'react-dom/client'
import { present, systemClock } from '#basics'
import { ScreenProvider } from '#ui'
import { CityApp } from './city_app.tsx'

const clock = systemClock()

createRoot(present(document.getElementById('root'), 'root element')).render(
  <ScreenProvider clock={clock}>
    <CityApp clock={clock} />
  </ScreenProvider>,
)
