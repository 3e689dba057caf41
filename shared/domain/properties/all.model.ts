import { bookingsOnce, slotsHold } from './booking_invariants.model.ts'
import { boundedBypass, clockKeepsOrder, oneInN, orderIsArrival } from './dispatch_invariants.model.ts'
import { nobodyStarves } from './drain.model.ts'
import { emergenciesCountForNobody } from './emergency_invariants.model.ts'
import { legalEdges, onePlace, truthfulCounts, uniqueNumbers } from './invariants.model.ts'
import type { Invariant } from './judge.model.ts'
import { replayIsState, snapshotAndTail, undoRestores } from './log_invariants.model.ts'

/** Every promise of the queue rules that is looked at in every day; the one that lives on into the evening is last. */
export const invariants: readonly Invariant[] = [
  onePlace,
  uniqueNumbers,
  legalEdges,
  truthfulCounts,
  orderIsArrival,
  clockKeepsOrder,
  boundedBypass,
  oneInN,
  undoRestores,
  bookingsOnce,
  slotsHold,
  emergenciesCountForNobody,
  replayIsState,
  snapshotAndTail(),
  nobodyStarves,
]
