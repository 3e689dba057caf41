import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  answerSignHeader,
  answerText,
  cityCodeClass,
  cityCodes,
  cityVersions,
  type ExchangeReply,
  envelopeFromXml,
  highestCommon,
  toXml,
  versionOffer,
} from '#protocol'
import { digestOf, signText } from '#signing'
import { refusal } from '../authenticated.ts'
import type { CityParts } from './parts.ts'

/** Seconds after which a site may ask again when the city cannot answer now. */
const againSeconds = 5

const statuses: Readonly<Record<ReturnType<typeof cityCodeClass>, number>> = {
  ok: 200,
  format: 400,
  security: 401,
  'code-table': 200,
  business: 200,
  system: 503,
}

const siteOf = (raw: unknown): string => {
  const head = (raw as { head?: { senderCode?: unknown } } | null)?.head
  return typeof head?.senderCode === 'string' ? head.senderCode : ''
}

function readXml(text: unknown): unknown {
  const read = typeof text === 'string' ? envelopeFromXml(text) : null
  return read?.ok === true ? read.value : null
}

/** The doors of the exchange: signed messages in, signed receipts out. */
export function exchangeDoors(app: FastifyInstance, { exchange, registry, clock, log }: CityParts): void {
  app.addContentTypeParser(['application/xml', 'text/xml'], { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  const answered = (raw: unknown): Promise<ExchangeReply> =>
    exchange(raw, clock.now()).catch((error: unknown) => {
      log(`the exchange failed: ${error instanceof Error ? error.message : String(error)}`)
      return refusal('', cityCodes.trouble, 'the city cannot take it now')
    })
  const errorHandler = (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
    const { statusCode = 500 } = error
    // Too large is no fault of form: a smaller message may be taken.
    if (statusCode === 413 || statusCode >= 500) throw error
    const answer = refusal('', cityCodes.badFormat, 'this is no message in JSON or XML')
    return reply.code(statusCode).type('application/json').send(JSON.stringify(answer))
  }
  app.post('/api/v1/exchange', { errorHandler }, async (request, reply) => {
    const isXml = request.headers['content-type']?.includes('xml') === true
    const raw = isXml ? readXml(request.body) : request.body
    const answer = await answered(raw)
    const text = isXml ? toXml('answer', answer) : JSON.stringify(answer)
    const key = registry.get(siteOf(raw))?.answer ?? null
    if (key !== null)
      reply.header(answerSignHeader, signText(key, answerText(answer.ack.msgId, digestOf(text))))
    const status = statuses[cityCodeClass(answer.ack.code)]
    if (status === 503) reply.header('retry-after', String(againSeconds))
    return reply
      .code(status)
      .type(isXml ? 'application/xml' : 'application/json')
      .send(text)
  })
  app.post('/api/v1/versions', async (request) => {
    const offered = versionOffer.parse(request.body)
    const version = highestCommon(offered.versions, cityVersions)
    const message = version === null ? `no common version: this side speaks ${cityVersions.join(', ')}` : 'ok'
    return { version, versions: [...cityVersions], message }
  })
}
