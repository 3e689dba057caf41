import './staff_app.css'
import { App, ConfigProvider } from 'antd'
import { type ReactNode, useEffect, useMemo } from 'react'
import type { Clock } from '#basics'
import { ScreenProvider, usePageAttributes } from '../components/screen_context.tsx'
import { useLocale } from '../i18n/ui_store.ts'
import { useScheme } from './scheme_store.ts'
import { staffLocales } from './staff_locale.ts'
import { staffTheme } from './staff_theme.ts'

/** Root of a staff page: Ant Design in our theme and language, clock, light or dark. */
export function StaffApp({ clock, children }: { readonly clock: Clock; readonly children: ReactNode }) {
  const locale = useLocale()
  const scheme = useScheme((store) => store.scheme)
  const look = useMemo(() => staffTheme(scheme), [scheme])
  usePageAttributes('staff')
  useEffect(() => {
    document.documentElement.dataset.scheme = scheme
  }, [scheme])
  return (
    <ConfigProvider theme={look} locale={staffLocales[locale]} button={{ autoInsertSpace: false }}>
      <ScreenProvider clock={clock}>
        <App className="staff-app">{children}</App>
      </ScreenProvider>
    </ConfigProvider>
  )
}
