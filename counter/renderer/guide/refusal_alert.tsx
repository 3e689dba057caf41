import { Alert } from 'antd'
import type { Refusal } from '#domain'
import { sayRefusal, useLocale } from '#ui'

/** Why it was not done, as a sentence. */
export function RefusalAlert({ refusal }: { readonly refusal: Refusal | null }) {
  const locale = useLocale()
  if (refusal === null) return null
  const { title, detail } = sayRefusal(refusal, locale)
  return <Alert type="error" showIcon role="alert" title={title} description={detail} data-testid="refusal" />
}
