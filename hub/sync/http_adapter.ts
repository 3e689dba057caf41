import { type Clock, err, ok, type Result } from '#basics'
import {
  answerSignHeader,
  answerText,
  type CityPurpose,
  cityCodeClass,
  cityCodes,
  cityVersions,
  type EpochBegan,
  type ExchangeReply,
  exchangeReply,
  mayBeOneRecord,
  versionAnswer,
} from '#protocol'
import { digestOf, verifyText } from '#signing'
import type { CityAdapter, Trouble } from './adapter.ts'
import { type CityParty, cityMessage } from './message.ts'
import { trouble, troubleOfError, troubleOfStatus } from './trouble.ts'

/** Longest wait for an answer, ms. */
export const answerMs = 10_000

/** Longest answer that is read, characters: a hundred records down and their words stay far below it. */
const longestAnswer = 16_000_000

/** What the adapter of this contract is made of. */
export interface HttpAdapterOptions {
  readonly url: string
  readonly party: CityParty
  readonly clock: Clock
  newId(): string
  /** Epoch of the hub's log. */
  epoch(): number
  /** The city says that a later epoch has begun, and how as far as it knows. */
  onLaterEpoch(began: EpochBegan | null): void
}

type Text = { readonly text: string; readonly sign: string | null; readonly status: number }

/** The body as text, or null when it does not end. */
async function boundedText({ body }: Response): Promise<string | null> {
  if (body === null) return ''
  let text = ''
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    text += part
    // Leaving the loop cancels what is still to come.
    if (text.length > longestAnswer) return null
  }
  return text
}

/** Posts JSON and reads the answer's text; the time limit runs on the given clock. */
async function post(
  { url, clock }: HttpAdapterOptions,
  path: string,
  body: string,
  closing: AbortSignal,
): Promise<Result<Text, Trouble>> {
  const limit = new AbortController()
  const timer = clock.after(answerMs, () => limit.abort())
  try {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.any([limit.signal, closing]),
      redirect: 'manual',
    })
    const bad = troubleOfStatus(response, clock.now())
    if (bad !== null) {
      await response.body?.cancel()
      return err(bad)
    }
    const text = await boundedText(response)
    if (text === null) return err(trouble('garbage', 'the answer does not end'))
    return ok({ text, sign: response.headers.get(answerSignHeader), status: response.status })
  } catch (error) {
    return err(troubleOfError(error, limit.signal.aborted))
  } finally {
    timer.cancel()
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Codes that are answers to records: taken, go on from there, or one of them is bad. */
const isAnswer = (code: number) =>
  code === cityCodes.ok ||
  code === cityCodes.sequenceGap ||
  (mayBeOneRecord(code) && code !== cityCodes.badFormat)

/** Something else than the city answers where the city should be; a gateway says by the status what it dislikes. */
const noReceipt = (status: number): Trouble =>
  status === 200
    ? trouble('garbage', 'the answer is no receipt')
    : trouble('garbage', `the answer is no receipt (HTTP ${status})`, status)

/** What a receipt's code that refuses a whole message means for the link. */
function kindOfCode(code: number): Trouble['kind'] {
  if (code === cityCodes.badVersion) return 'no-version'
  if (code === cityCodes.fenced) return 'fenced'
  return cityCodeClass(code) === 'system' ? 'server' : 'refused'
}

/** The adapter of the contract in docs/city-contract.md over HTTPS with JSON. */
export function httpAdapter(options: HttpAdapterOptions): CityAdapter {
  const { party, clock, newId } = options
  const closing = new AbortController()
  let version = cityVersions[0] ?? ''
  let seq = 0

  const ask = async (
    purpose: CityPurpose,
    content: unknown,
    head: number,
  ): Promise<Result<ExchangeReply, Trouble>> => {
    const msgId = newId()
    const now = clock.now()
    seq = Math.max(seq + 1, now)
    const epoch = options.epoch()
    const message = cityMessage(party, { purpose, version, content, head, msgId, seq, now, epoch })
    const answer = await post(options, '/api/v1/exchange', JSON.stringify(message), closing.signal)
    if (!answer.ok) return answer
    const { text, sign, status } = answer.value
    const reply = exchangeReply.safeParse(parsed(text))
    if (!reply.success) return err(noReceipt(status))
    const { ack } = reply.data
    // Refusals may be unsigned, but for the one that ends a hub's work with the city.
    const isRefusal =
      ack.code !== cityCodes.fenced && ['format', 'security', 'system'].includes(cityCodeClass(ack.code))
    if (party.answer !== null && !isRefusal) {
      const isSigned = sign !== null && verifyText(party.answer, answerText(msgId, digestOf(text)), sign)
      if (!isSigned || ack.msgId !== msgId)
        return err(trouble('bad-answer-sign', "the answer is not signed with the city's key"))
    }
    if (ack.code === cityCodes.fenced) options.onLaterEpoch(reply.data.laterEpoch ?? null)
    return ok(reply.data)
  }
  const asked = async (
    purpose: CityPurpose,
    content: unknown,
    head: number,
  ): Promise<Result<ExchangeReply, Trouble>> => {
    const first = await ask(purpose, content, head)
    const isReplayed = first.ok && first.value.ack.code === cityCodes.replayed
    // Another hub of the centre, or this one before its clock was set back, has used later numbers.
    if (isReplayed) seq = Math.max(seq, first.value.ack.nextSeq - 1)
    const reply = isReplayed ? await ask(purpose, content, head) : first
    if (!reply.ok) return reply
    const { code, message } = reply.value.ack
    return isAnswer(code) || (purpose === 'RECORDS' && code === cityCodes.badFormat)
      ? reply
      : err(trouble(kindOfCode(code), `refused with code ${code}: ${message}`, code))
  }
  const part = <T>(reply: Result<ExchangeReply, Trouble>, read: (value: ExchangeReply) => T | undefined) => {
    if (!reply.ok) return reply
    const value = read(reply.value)
    return value === undefined ? err(trouble('garbage', 'the answer lacks what was asked for')) : ok(value)
  }

  return {
    async negotiate() {
      const offer = JSON.stringify({ senderCode: party.siteId, versions: cityVersions })
      const answer = await post(options, '/api/v1/versions', offer, closing.signal)
      if (!answer.ok) return answer
      const said = versionAnswer.safeParse(parsed(answer.value.text))
      if (!said.success) return err(trouble('garbage', 'the answer names no version'))
      const { version: agreed, message } = said.data
      if (agreed === null || !cityVersions.includes(agreed)) return err(trouble('no-version', message))
      version = agreed
      return ok(agreed)
    },
    send: async (purpose, records, head) => part(await asked(purpose, { records }, head), ({ ack }) => ack),
    takeOver: async (began, head) => part(await asked('EPOCH', { began }, head), ({ ack }) => ack),
    heartbeat: async (head) => part(await asked('HEARTBEAT', {}, head), ({ ack }) => ack),
    pull: async (after, limit, head) => part(await asked('PULL', { after, limit }, head), ({ pull }) => pull),
    reconcile: async (account, head) =>
      part(await asked('RECONCILIATION', account, head), ({ reconciliation }) => reconciliation),
    close: () => closing.abort(),
  }
}
