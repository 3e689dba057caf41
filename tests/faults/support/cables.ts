import { spawnSync } from 'node:child_process'

/** What a cable lets through. */
export const cableWeathers = ['clear', 'cut', 'deaf', 'mute', 'loss'] as const
/** 'deaf': nothing comes from the hub; 'mute': nothing goes to it; 'loss': a fifth of all packets is lost. */
export type CableWeather = (typeof cableWeathers)[number]

/** A hub's machine of its own, as far as the network is concerned, with a cable to each of some others. */
export interface Cables {
  readonly namespace: string
  /** The hub's address at the far end of a cable. */
  addressOf(cable: number): string
  set(cable: number, weather: CableWeather): void
  remove(): void
}

function run(command: string, parameters: readonly string[], input = ''): boolean {
  const { status } = spawnSync(command, parameters, { input, stdio: ['pipe', 'ignore', 'ignore'] })
  return status === 0
}
const ip = (...parameters: string[]) => run('ip', parameters)

/** Drops packets on their way: those that come in, those that go out. */
function rules(cable: number, weather: CableWeather): string {
  const drop = weather === 'loss' ? 'numgen random mod 100 < 20 drop' : 'drop'
  const isIn = weather !== 'clear' && weather !== 'deaf'
  const isOut = weather !== 'clear' && weather !== 'mute'
  return [
    `table inet cable${cable}`,
    `delete table inet cable${cable}`,
    `table inet cable${cable} {`,
    '  chain in { type filter hook input priority 0;',
    isIn ? `    iifname "far${cable}" ${drop}` : '',
    '  }',
    '  chain out { type filter hook output priority 0;',
    isOut ? `    oifname "far${cable}" ${drop}` : '',
    '  }',
    '}',
    '',
  ].join('\n')
}

/** Lays so many cables between this machine and the namespace of one of several halls; null where that is not allowed. */
export function layCables(count: number, hall = 0): Cables | null {
  const name = `hall${process.pid}n${hall}`
  const near = (cable: number) => `h${process.pid}n${hall}c${cable}`
  const subnet = (cable: number) => `10.${200 + (process.pid % 50)}.${hall * 10 + cable}`
  const inside = (...parameters: string[]) => ip('netns', 'exec', name, ...parameters)
  const remove = () => {
    for (let cable = 0; cable < count; cable += 1) ip('link', 'del', near(cable))
    ip('netns', 'del', name)
  }
  const lay = (cable: number): boolean =>
    ip('link', 'add', near(cable), 'type', 'veth', 'peer', 'name', `far${cable}`, 'netns', name) &&
    ip('addr', 'add', `${subnet(cable)}.1/24`, 'dev', near(cable)) &&
    ip('link', 'set', near(cable), 'up') &&
    inside('ip', 'addr', 'add', `${subnet(cable)}.2/24`, 'dev', `far${cable}`) &&
    inside('ip', 'link', 'set', `far${cable}`, 'up')
  const set = (cable: number, weather: CableWeather) =>
    run('ip', ['netns', 'exec', name, 'nft', '-f', '-'], rules(cable, weather))
  const isLaid =
    ip('netns', 'add', name) &&
    inside('ip', 'link', 'set', 'lo', 'up') &&
    Array.from(
      { length: count },
      (_, cable) => lay(cable) && set(cable, 'loss') && set(cable, 'clear'),
    ).every(Boolean)
  if (!isLaid) {
    remove()
    return null
  }
  return {
    namespace: name,
    addressOf: (cable) => `${subnet(cable)}.2`,
    set(cable, weather) {
      if (!set(cable, weather)) throw new Error(`the rules of cable ${cable} were not taken`)
    },
    remove,
  }
}
