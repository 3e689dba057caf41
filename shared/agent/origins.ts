/** Pages that may speak to an agent: a shell's, this machine's, the hub's own; programs send no origin. */
export function isWelcomeOrigin(origin: string | undefined, hubUrl: string): boolean {
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const { protocol, hostname } = new URL(origin)
  if (protocol === 'app:') return true
  if (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return true
  return origin === new URL(hubUrl).origin
}
