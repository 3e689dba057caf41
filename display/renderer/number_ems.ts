/** How wide the letters stand in ems, bold and tight as on the band of the newest call, rounded up. */
const letterEms: Readonly<Record<string, number>> = {
  A: 0.61,
  B: 0.65,
  C: 0.59,
  E: 0.59,
  F: 0.56,
  H: 0.73,
  J: 0.5,
  K: 0.66,
  L: 0.55,
  M: 0.83,
  N: 0.72,
  P: 0.64,
  Q: 0.74,
  U: 0.72,
  W: 0.89,
}
const otherLetter = 0.69
const figure = 0.56

/** The width of a ticket's number in ems of the board's typeface, never less than it is: its size follows from it. */
export const numberEms = (number: string): number =>
  [...number].reduce(
    (width, sign) => width + (/\d/.test(sign) ? figure : (letterEms[sign] ?? otherLetter)),
    0,
  )
