import type { Clock } from '#basics'

/** How a machine's cable to the hub is: what cannot pass now passes when it is mended, unless the cable was cut. */
export type Weather = 'calm' | 'cut' | 'silent' | 'deaf' | 'mute' | 'storm'

/** The hub's end of a socket. */
export interface FarEnd {
  /** Something the machine said. */
  said(text: string): void
  /** The socket is gone. */
  gone(): void
}

/** What the hub may do with a socket. */
export interface NearEnd {
  say(text: string): void
}

/** Whoever answers at the far end of cables; null while nobody is there. */
export type Accept = (machine: string, near: NearEnd) => FarEnd | null

const calmMs = 2
const longestStormMs = 2_500

interface Cable {
  weather: Weather
  readonly sockets: Set<SimulatedSocket>
  /** What waits for the cable to be mended. */
  held: { readonly from: 'machine' | 'hub'; readonly pass: () => void }[]
}

/** The simulated end of a socket that a machine's program holds, with the part of WebSocket that it uses. */
export class SimulatedSocket extends EventTarget {
  static readonly OPEN = 1
  readyState = 0
  far: FarEnd | null = null
  readonly network: Network
  readonly machine: string

  constructor(network: Network, machine: string) {
    super()
    this.network = network
    this.machine = machine
    network.connect(this)
  }
  send(text: string) {
    this.network.carry(this, 'machine', () => this.far?.said(text), text.includes('"command"'))
  }
  /** The program leaves it; what is under way may still arrive. */
  close() {
    this.readyState = 3
    this.network.left(this)
  }
  /** Said by the hub. */
  hear(data: string) {
    if (this.readyState === 1) this.dispatchEvent(new MessageEvent('message', { data }))
  }
  drop() {
    if (this.readyState === 3) return
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
  }
}

/** The cables of the hall, on a clock that a test moves; delays, copies and swaps come from `random`. */
export class Network {
  readonly #clock: Clock
  readonly #random: () => number
  readonly #cables = new Map<string, Cable>()
  accept: Accept = () => null
  /** Messages carried so far: when it stands still, nothing is under way but what waits for time. */
  carried = 0

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock
    this.#random = random
  }

  #cable(machine: string): Cable {
    const known = this.#cables.get(machine) ?? { weather: 'calm', sockets: new Set(), held: [] }
    this.#cables.set(machine, known)
    return known
  }
  #lag(weather: Weather): number {
    return weather === 'storm' ? Math.floor(this.#random() * longestStormMs) : calmMs
  }
  #isHeld(weather: Weather, from: 'machine' | 'hub'): boolean {
    return weather === 'silent' || (from === 'machine' ? weather === 'mute' : weather === 'deaf')
  }

  connect(socket: SimulatedSocket): void {
    const { machine } = socket
    const cable = this.#cable(machine)
    this.#clock.after(this.#lag(cable.weather), () => {
      this.carried += 1
      if (socket.readyState === 3) return
      // A handshake needs both directions.
      if (['silent', 'deaf', 'mute'].includes(cable.weather)) return
      const near: NearEnd = { say: (text) => this.carry(socket, 'hub', () => socket.hear(text), false) }
      const far = cable.weather === 'cut' ? null : this.accept(machine, near)
      if (far === null) return socket.drop()
      socket.far = far
      cable.sockets.add(socket)
      socket.readyState = 1
      socket.dispatchEvent(new Event('open'))
    })
  }
  /** Carries a message; in a storm it may come twice and be overtaken. */
  carry(socket: SimulatedSocket, from: 'machine' | 'hub', deliver: () => void, isCopied: boolean): void {
    const cable = this.#cable(socket.machine)
    const { weather } = cable
    if (weather === 'cut') return
    const pass = () => {
      this.carried += 1
      deliver()
    }
    if (this.#isHeld(weather, from)) return void cable.held.push({ from, pass })
    this.#clock.after(this.#lag(weather), pass)
    if (weather === 'storm' && isCopied && this.#random() < 0.4) this.#clock.after(this.#lag(weather), pass)
  }
  left(socket: SimulatedSocket): void {
    const cable = this.#cable(socket.machine)
    if (!cable.sockets.delete(socket)) return
    const { far } = socket
    if (far !== null) this.#clock.after(longestStormMs, far.gone)
  }
  /** Changes the weather of one cable; a cut drops its sockets and what was under way. */
  set(machine: string, weather: Weather): void {
    const cable = this.#cable(machine)
    cable.weather = weather
    if (weather === 'cut') {
      cable.held = []
      for (const socket of cable.sockets) {
        socket.far?.gone()
        socket.drop()
      }
      cable.sockets.clear()
      return
    }
    const held = cable.held
    cable.held = held.filter(({ from }) => this.#isHeld(weather, from))
    for (const { from, pass } of held)
      if (!this.#isHeld(weather, from)) this.#clock.after(this.#lag(weather), pass)
  }
  /** The far end of all cables is gone without a word; those that can be told are told. */
  hubGone(): void {
    for (const { sockets, weather } of this.#cables.values()) {
      if (weather === 'silent' || weather === 'deaf') continue
      for (const socket of sockets) socket.drop()
      sockets.clear()
    }
  }
}

/** The name of the machine in an address made by `addressOf`. */
export const machineIn = (url: string): string => new URL(url).hostname.replace('.hub', '')
/** Address under which one machine finds the hub over its own cable. */
export const addressOf = (machine: string): string => `http://${machine}.hub`
