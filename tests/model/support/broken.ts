/** Ways in which the programs of a schedule can be broken on purpose; each must be found under its invariant. */
const plants = [
  'kiosks take numbers from each other’s leases',
  'kiosks take the next day’s numbers for this day’s',
  'steps are merged without their ids',
  'the city takes a repeated message for a new one',
  'the hub answers before the commit',
  'the mirror passes over events',
  'a merge is answered before it is done',
  'papers are printed before the number is kept',
  'a rating counts as often as it comes',
  'a reprint counts as often as it comes',
  'a booking is checked in as often as somebody comes',
  'a rating is answered and not kept',
  'a reprint is answered and not kept',
  'a transfer is answered and not kept',
  'opening, closing and pausing are answered and not kept',
] as const

/** A fault planted in the programs. */
export type Plant = (typeof plants)[number]
