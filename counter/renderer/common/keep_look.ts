import { z } from 'zod'
import { useUi } from '#ui'
import { useScheme } from '#ui/staff'

const key = 'civic-hall:staff-look'
const look = z.object({ locale: z.enum(['zh-CN', 'en']), scheme: z.enum(['light', 'dark']) })

/** Language and light or dark stay with this machine: staff pages begin as they were left. */
export function keepLook(): void {
  const parsed = look.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'))
  if (parsed.success) {
    useUi.getState().setLocale(parsed.data.locale)
    useScheme.getState().setScheme(parsed.data.scheme)
  }
  const save = () => {
    const { locale } = useUi.getState()
    const { scheme } = useScheme.getState()
    localStorage.setItem(key, JSON.stringify({ locale, scheme }))
  }
  useUi.subscribe(save)
  useScheme.subscribe(save)
}
