/** Ways in which the programs of a schedule can be broken on purpose; each must be found under its invariant. */
const plants = [
  'kiosks take numbers from each other’s leases',
  'steps are merged without their ids',
  'the city takes a repeated message for a new one',
  'the hub answers before the commit',
  'the mirror passes over events',
  'a merge is answered before it is done',
  'papers are printed before the number is kept',
] as const

/** A fault planted in the programs. */
export type Plant = (typeof plants)[number]
