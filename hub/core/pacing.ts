/**
 * When the disk takes long for what it is given, the senders of a batch are answered first and the next batch waits
 * a moment for those who send again: one flush then serves them all, not half of them in turn with the other half.
 * Where the disk is quick nobody waits: the next batch is on its way while the last one's senders are answered.
 */
export interface Pacing {
  /** Runs a commit of so many commands and notes how long it took. */
  timed<T>(commands: number, commit: () => Promise<T>): Promise<T>
  /** Whether the last commit took so long for each of its commands that the next is better a fuller one. */
  isDiskSlow(): boolean
  /** Lets requests in until `isEnough`, at most a quarter of the time the last commit took. */
  gather(isEnough: () => boolean): Promise<void>
}

/** A disk that takes no longer than this is never waited for. */
const quickMs = 1
/** A command takes the processor about half of this; a disk that takes longer than that for each has room to spare. */
const slowMs = 0.1
const gatheringPart = 0.25

/** One turn of the event loop: it hands over what has come. */
export const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/** Makes the pacing of one queue; `stopwatch` counts milliseconds and never goes back. */
export function pacing(stopwatch: () => number): Pacing {
  let lastMs = 0
  let lastCommands = 1
  return {
    async timed(commands, commit) {
      const from = stopwatch()
      const result = await commit()
      lastMs = stopwatch() - from
      lastCommands = commands
      return result
    },
    isDiskSlow: () => lastMs > quickMs && lastMs > lastCommands * slowMs,
    async gather(isEnough) {
      const until = stopwatch() + lastMs * gatheringPart
      while (!isEnough() && stopwatch() < until) await turn()
    },
  }
}
