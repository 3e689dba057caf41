import { type CentreState, signText } from '#domain'
import type { SignLine } from '#drivers'

/** Shows each counter's state on its sign, when it changes. */
export interface SignDesk {
  follow(centre: CentreState): void
}

/** Opens the desk of one line of signs; a recall flashes again though its words are the same. */
export function signDesk(
  line: Pick<SignLine, 'show'>,
  signs: readonly { readonly counterId: string; readonly address: number }[],
): SignDesk {
  const shown = new Map<number, string>()
  return {
    follow(centre) {
      for (const { counterId, address } of signs) {
        const { text, flash } = signText(centre, counterId)
        const call = centre.calls.find((each) => each.counterId === counterId)
        const wanted = flash ? `${text} ${call?.revision ?? 0}` : text
        if (shown.get(address) === wanted) continue
        shown.set(address, wanted)
        line.show(address, text, { flash })
      }
    },
  }
}
