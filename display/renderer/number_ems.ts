/** How wide the letters of a ticket are, in ems, set bold and tight as on the band; a figure is 0.56. */
const letterEms: Readonly<Record<string, number>> = { M: 0.83, W: 0.89, N: 0.72, H: 0.73, U: 0.72, Q: 0.74 }
const usualLetter = 0.69
const figure = 0.565

/** The width of a ticket's number in ems of the board's typeface, never less than it is: its size follows from it. */
export const numberEms = (number: string): number =>
  [...number].reduce(
    (width, sign) => width + (/\d/.test(sign) ? figure : (letterEms[sign] ?? usualLetter)),
    0,
  )
