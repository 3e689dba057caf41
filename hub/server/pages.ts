import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '#domain'
import { type DemoPages, demoOrigins } from './demo_pages.ts'
import { sendProblem } from './http.ts'

const pageNames = [
  'kiosk',
  'query',
  'counter',
  'guide',
  'pad',
  'board',
  'signage',
  'console',
  'dock',
  'city',
] as const

/** Pages that are another's document: the signage player is a board with its media large. */
const documents: Readonly<Partial<Record<(typeof pageNames)[number], string>>> = { signage: 'board' }

const hostPattern = /^[A-Za-z0-9.:[\]-]{1,255}$/

/** The content security policy of every page: nothing but its own origin, and in the demo the agents' sockets. */
function contentSecurityPolicy(host: string | undefined, origins: readonly string[]): string {
  const own = host !== undefined && hostPattern.test(host) ? [`ws://${host}`, `wss://${host}`] : []
  return [
    "default-src 'none'",
    "script-src 'self'",
    // The staff pages' component library writes its styles into the page.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    `connect-src ${["'self'", ...own, ...origins].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** What a page may use of the browser's devices: nothing, or the camera by itself. */
export const permissionsPolicy = (camera: 'self' | 'none'): string =>
  `camera=${camera === 'self' ? '(self)' : '()'}, geolocation=(), microphone=(), payment=(), usb=()`

/** What is said to a browser that asks for a page that is not there. */
function noticePage(titleZh: string, titleEn: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${titleZh}</title><style>body{font:18px/1.7 system-ui,"Noto Sans SC",sans-serif;margin:12vh auto;max-width:34rem;padding:0 1.5rem;color:#1d2733}
a{color:#0b5cad}li{margin:.2rem 0}p.en{color:#55606d}</style></head><body><h1>${titleZh}</h1><p class="en">${titleEn}</p>${body}</body></html>`
}

const pageList = `<ul>${pageNames.map((name) => `<li><a href="/${name}">/${name}</a></li>`).join('')}</ul>`

const wantsPage = ({ headers, method }: FastifyRequest) =>
  method === 'GET' && headers.accept?.includes('text/html') === true

/** Answers what no door and no page is for: a page for people, a problem for programs. */
export function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.url.startsWith('/api/') || !wantsPage(request))
    return sendProblem(request, reply, refuse('not-found').error)
  const body = noticePage(
    '没有这个页面',
    'There is no such page. These are the pages of this centre:',
    pageList,
  )
  return reply.code(404).type('text/html; charset=utf-8').send(body)
}

const notBuilt = noticePage(
  '页面尚未构建',
  'The pages have not been built yet: run "npm run build" and load this page again.',
  '',
)

/** Serves the built pages, each under its own name, and the ticket page under /t/:id. */
export async function servePages(
  app: FastifyInstance,
  folder: string,
  demo: DemoPages | null,
): Promise<void> {
  const origins = demoOrigins(demo)
  const isBuilt = existsSync(folder)
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: folder,
      prefix: '/',
      index: false,
      immutable: false,
      maxAge: 0,
    })
    app.get<{ Params: { '*': string } }>('/t/assets/*', (request, reply) =>
      reply.sendFile(`assets/${request.params['*']}`, { maxAge: '1y', immutable: true }),
    )
  }
  const send = (file: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    // The counter captures documents (S23): its page alone may use a camera.
    if (file === 'counter.html') reply.header('permissions-policy', permissionsPolicy('self'))
    reply.header('content-security-policy', contentSecurityPolicy(request.headers.host, origins))
    if (isBuilt && existsSync(join(folder, file))) return reply.sendFile(file, { cacheControl: false })
    return reply.code(503).type('text/html; charset=utf-8').send(notBuilt)
  }
  const cityPage = demo?.cityPage ?? null
  for (const name of pageNames) {
    if (name === 'city' && cityPage !== null) app.get('/city', (_request, reply) => reply.redirect(cityPage))
    else app.get(`/${name}`, send(`${documents[name] ?? name}.html`))
  }
  app.get('/t/:id', send('ticket.html'))
  app.get('/', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(noticePage('公共法律服务中心', 'Pages of this centre', pageList)),
  )
}
