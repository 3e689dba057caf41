import { idSchema } from '#protocol'

/** The ticket's id in the path `/t/<id>`; null when there is none. */
export function ticketIdOf(path: string): string | null {
  const id = idSchema.safeParse(/^\/t\/([^/]+)\/?$/.exec(path)?.[1])
  return id.success ? id.data : null
}
