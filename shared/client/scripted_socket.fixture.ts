import type { ServerMessage } from '#protocol'

/** A WebSocket without a network: the test is the other end. */
export class ScriptedSocket extends EventTarget {
  static readonly OPEN = 1
  static all: ScriptedSocket[] = []
  readonly url: string
  readyState = 0
  readonly sent: unknown[] = []

  constructor(url: string) {
    super()
    this.url = url
    ScriptedSocket.all.push(this)
  }
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.readyState = 3
  }
  /** The other end accepts. */
  open() {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  /** The other end says something. */
  say(message: ServerMessage) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }
  /** The other end goes away. */
  drop() {
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
  }
}
