/** A stroke path on the 48-grid, or a filled one where a stroke would be a blot. */
export type Shape = string | { readonly fill: string }

const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`

const dot = (x: number, y: number, r = 2): Shape => ({ fill: circle(x, y, r) })

const person = (x: number, y: number, r: number, half: number, foot: number): string[] => [
  circle(x, y, r),
  `M${x - half} ${foot}v-${(half * 0.4).toFixed(1)}a${half} ${half} 0 0 1 ${2 * half} 0v${(half * 0.4).toFixed(1)}`,
]

const bubble = 'M8 9h32a3 3 0 0 1 3 3v19a3 3 0 0 1-3 3H23l-9 8v-8H8a3 3 0 0 1-3-3V12a3 3 0 0 1 3-3z'

/**
 * Our own pictograms: one 48-grid, stroke 2.5 with round ends, the colour of the text around them.
 * The one source: the React component draws from it, the files in resources/icons are written from it.
 */
export const pictograms = {
  scales: [
    'M24 7v33',
    'M15 41h18',
    'M8 13c6 0 10-3 16-3s10 3 16 3',
    'M10 13L4 29h12z',
    'M38 13l-6 16h12z',
    'M4 29a6 5 0 0 0 12 0',
    'M32 29a6 5 0 0 0 12 0',
  ],
  handshake: [
    'M3 14l8-3 8 3',
    'M45 14l-8-3-13 4-7 7a3 3 0 0 0 4.5 4l5.5-4 12 11',
    'M3 32h5l9 9a3 3 0 0 0 4.5-4',
    'M21.5 37l2 2a3 3 0 0 0 4.5-4',
    'M28 35l1.5 1.500a3 3 0 0 0 4.5-4',
    'M34 32.500a3 3 0 0 0 4.5-.5',
    'M39 32h6',
  ],
  speech: [bubble, 'M14 18h20', 'M14 25h12'],
  briefcase: [
    'M7 15h34a2 2 0 0 1 2 2v21a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V17a2 2 0 0 1 2-2z',
    'M17 15v-4a3 3 0 0 1 3-3h8a3 3 0 0 1 3 3v4',
    'M5 25c6 3 12 4 19 4s13-1 19-4',
    'M24 26v6',
  ],
  stamp: [
    'M20 26c1-4-3-6-3-11a7 7 0 0 1 14 0c0 5-4 7-3 11',
    'M13 26h22a4 4 0 0 1 4 4v5H9v-5a4 4 0 0 1 4-4z',
    'M9 42h30',
  ],
  magnifier: [
    circle(21, 21, 15),
    'M32 32l11 11',
    'M14 24v-4a7 7 0 0 1 14 0v4',
    'M18.5 27.5v-7a2.5 2.5 0 0 1 5 0v7',
  ],
  mediation: [
    ...person(10, 19, 4.5, 6.5, 35),
    ...person(38, 19, 4.5, 6.5, 35),
    ...person(24, 9, 5, 7, 27),
    'M11 42h26',
  ],
  ballot: [
    'M12 5h18l8 8v28a2 2 0 0 1-2 2H12a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z',
    'M29 5v9h9',
    'M17 28l5.5 5.500L32 23',
  ],
  graduation: ['M24 9L3 19l21 10 21-10z', 'M12 24v10c3 3.5 7 5 12 5s9-1.5 12-5V24', 'M45 19v13'],
  care: [
    'M24 25c-6-4-9-7.5-9-11.500A5 5 0 0 1 24 11a5 5 0 0 1 9 2.500C33 17.5 30 21 24 25z',
    'M4 31h6l5-2c3-1 5 0 7 2h6a3 3 0 0 1 0 6h-9',
    'M30 33l10-4.500a3 3 0 0 1 3 5.300L30 41c-3 1.5-6 1.5-9 .500L12 39H4',
  ],
  video: [
    'M6 11h36a2 2 0 0 1 2 2v21a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V13a2 2 0 0 1 2-2z',
    'M16 43h16',
    'M24 36v7',
    circle(24, 20, 4.5),
    'M15 31.500a9 9 0 0 1 18 0',
  ],
  letterbox: [
    'M8 20h32v20a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2z',
    'M8 20l4-7h3',
    'M40 20l-4-7h-3',
    'M16 27V7a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v20',
    'M13 27h22',
    'M21 12h6',
    'M21 18h6',
  ],
  signpost: ['M24 5v38', 'M16 43h16', 'M10 9h24l6 5.5-6 5.500H10z', 'M38 25H15l-6 5 6 5h23z'],
  wheelchair: [circle(19, 7.5, 3.5), 'M19 15v13h12l6 11 4-2', 'M19 20h10', 'M14 22a11 11 0 1 0 15.5 14'],
  elder: [
    circle(20, 8.5, 4),
    'M19 17c-4 2-6 6-6 12h6v14',
    'M19 17l4 5 7 3',
    'M23 29l4 6v8',
    'M30 25a3.5 3.5 0 0 1 7 0v18',
  ],
  star: ['M24 5l5.8 12.200L43 19l-9.7 9.300L35.8 42 24 35.3 12.2 42l2.5-13.700L5 19l13.2-1.800z'],
  pregnant: [
    circle(22, 8.5, 4.5),
    'M20 17c-4 2-5 6-5 11v6h3v9',
    'M20 17c3 0 5 2 6 5 5 1 8 4 8 8s-3 5-7 5v8',
    'M22 22c0 5 2 8 6 8',
  ],
  child: [
    circle(17, 9, 4.5),
    'M8 43v-8l-2-2v-8a7 7 0 0 1 7-7h8a7 7 0 0 1 7 6',
    'M8 35h9v8',
    circle(34, 23, 4),
    'M28 43v-6l-1-2a7 7 0 0 1 14 0l-1 2v6',
    'M34 38v5',
  ],
  illness: [
    'M24 42C12 34 5 27 5 18.500A9.5 9.5 0 0 1 24 14a9.5 9.5 0 0 1 19 4.500C43 27 36 34 24 42z',
    'M5.5 23H16l3.5-6 6 12 3.5-6h13.5',
  ],
  flame: [
    'M24 4c2 8 13 13 13 25a13 13 0 0 1-26 0c0-6 3-9 6-13 0 5 2 7 4 8 0-7-1-13 3-20z',
    'M24 43c-4 0-6-3-6-6 0-4 4-6 6-10 2 4 6 6 6 10 0 3-2 6-6 6z',
  ],
  'id-card': [
    'M6 10h36a3 3 0 0 1 3 3v22a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V13a3 3 0 0 1 3-3z',
    circle(33, 20, 4),
    'M26 32a7 7 0 0 1 14 0z',
    'M9 18h12',
    'M9 25h12',
    'M9 32h8',
  ],
  keypad: [
    'M9 4h30a3 3 0 0 1 3 3v34a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z',
    ...[15, 24, 33].flatMap((y) => [14, 24, 34].map((x) => dot(x, y - 1.5, 2.4))),
    'M20 39h8',
  ],
  'no-id': [...person(16, 14, 6.5, 11, 40), 'M34 17h10v8a2.5 2.5 0 0 0 0 5v10H34V30a2.5 2.5 0 0 0 0-5z'],
  'group-consultation': [
    'M6 6h24a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2H17l-7 6v-6H6a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z',
    'M37 17h5a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2h-4v7l-8-7H20a2 2 0 0 1-2-2v-2',
    'M11 12h14',
    'M11 17.500h9',
  ],
  'group-mediation': [
    circle(11, 14, 5),
    circle(37, 14, 5),
    'M3 42v-9a9 9 0 0 1 9-9c6 0 8 5 12 5s6-5 12-5a9 9 0 0 1 9 9v9',
    'M13 34c4 0 7 3 11 3s7-3 11-3',
    'M24 14v7',
    'M18.5 18l2 4',
    'M29.5 18l-2 4',
  ],
  'group-aid': [
    'M24 4l17 6v12c0 10-6 17-17 22C13 39 7 32 7 22V10z',
    'M24 32c-6-4-9-7-9-11a4.5 4.5 0 0 1 9-1.5 4.5 4.5 0 0 1 9 1.500c0 4-3 7-9 11z',
  ],
  'group-guidance': [circle(24, 24, 20), 'M31.5 16.500L27 27l-10.5 4.500L21 21z', dot(24, 24, 1.8)],
  logo: [
    'M4 18c8-1 14-5 20-12 6 7 12 11 20 12',
    'M10 22h28',
    'M12 22v17',
    'M36 22v17',
    'M19 39V29a5 5 0 0 1 10 0v10',
    'M6 39h36',
    'M3 44h42',
  ],
} as const satisfies Record<string, readonly Shape[]>

/** Name of a pictogram. */
export type PictogramName = keyof typeof pictograms

/** Every pictogram's name, in the order of the table. */
export const pictogramNames = Object.keys(pictograms) as readonly PictogramName[]

/** The pictogram of that name; the signpost for a name the table does not have (a catalogue is edited by people). */
export const pictogramOf = (name: string): PictogramName =>
  pictogramNames.find((known) => known === name) ?? 'signpost'

/** A pictogram as an SVG file. */
export function pictogramSvg(name: PictogramName): string {
  const shapes: readonly Shape[] = pictograms[name]
  const lines = shapes.map((shape) =>
    typeof shape === 'string'
      ? `  <path d="${shape}"/>`
      : `  <path d="${shape.fill}" fill="currentColor" stroke="none"/>`,
  )
  const head =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">'
  return `${head}\n${lines.join('\n')}\n</svg>\n`
}
