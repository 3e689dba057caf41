import { useState } from 'react'
import type { PublishAbout } from './publish_to_sites.ts'

/** The way to tell a site something, and whether the city did not take the last try. */
export function useSend(publish: PublishAbout): {
  readonly hasFailed: boolean
  send(about: Parameters<PublishAbout>[0]): void
} {
  const [hasFailed, setFailed] = useState(false)
  return {
    hasFailed,
    send: (about) => void publish(about).then((sites) => setFailed(sites === null)),
  }
}
