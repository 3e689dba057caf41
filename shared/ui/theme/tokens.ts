const light = {
  ink: '#14213d',
  paper: '#f7f5f0',
  surface: '#ffffff',
  blue: '#0b4ea2',
  blueDeep: '#083b7a',
  blueTint: '#e8f0fa',
  red: '#b3261e',
  redTint: '#fbeceb',
  gold: '#9a6b1f',
  goldDeep: '#74500f',
  goldTint: '#f8efdd',
  green: '#1e6b3a',
  greenTint: '#e5f2ea',
  grey: '#5b6472',
  greyTint: '#eceae4',
  line: '#dcd8ce',
  edge: '#858b95',
  onBlue: '#ffffff',
  onBlueSoft: '#c9dcf4',
} as const

const dark: Record<keyof typeof light, string> = {
  ink: '#e9edf5',
  paper: '#0f1520',
  surface: '#19212f',
  blue: '#2f72cf',
  blueDeep: '#1f57a6',
  blueTint: '#1b2c47',
  red: '#f0857d',
  redTint: '#3a1c1b',
  gold: '#dcae62',
  goldDeep: '#e6c07f',
  goldTint: '#342a17',
  green: '#6fc48d',
  greenTint: '#183023',
  grey: '#a7b0bf',
  greyTint: '#242d3c',
  line: '#303a4b',
  edge: '#6c7789',
  onBlue: '#ffffff',
  onBlueSoft: '#d5e4f8',
}

/** Name of a colour; the same names exist in both schemes. */
export type ColourName = keyof typeof light

/** Every colour of the product as `#rrggbb`: light for all pages, dark for staff pages only. */
export const colours: Readonly<Record<'light' | 'dark', Readonly<Record<ColourName, string>>>> = {
  light,
  dark,
}

/** One use of a colour on another: `body` text needs 4.5:1, `large` text and drawings need 3:1 (WCAG 2.2 1.4.3, 1.4.11). */
export interface ColourPair {
  readonly text: ColourName
  readonly ground: ColourName
  readonly size: 'body' | 'large'
}

const on = (ground: ColourName, size: ColourPair['size'], ...texts: ColourName[]): ColourPair[] =>
  texts.map((text) => ({ text, ground, size }))

/** Every pair that any page may use; a pair that is not here is a mistake. */
export const colourPairs: readonly ColourPair[] = [
  ...on('paper', 'body', 'ink', 'grey', 'goldDeep'),
  ...on('surface', 'body', 'ink', 'grey', 'gold', 'goldDeep', 'green', 'red'),
  ...on('blueTint', 'body', 'ink', 'grey'),
  ...on('goldTint', 'body', 'ink', 'goldDeep'),
  ...on('greenTint', 'body', 'ink', 'green'),
  ...on('redTint', 'body', 'ink', 'red'),
  ...on('greyTint', 'body', 'ink', 'grey'),
  ...on('blue', 'body', 'onBlue'),
  ...on('blueDeep', 'body', 'onBlue', 'onBlueSoft'),
  ...on('paper', 'large', 'blue', 'gold', 'green', 'red', 'edge'),
  ...on('surface', 'large', 'blue', 'edge'),
]

/** Pairs used on public pages only, which are always light. */
export const publicPairs: readonly ColourPair[] = [
  ...on('paper', 'body', 'blue', 'green', 'red'),
  ...on('surface', 'body', 'blue', 'blueDeep'),
  ...on('blueTint', 'body', 'blue', 'blueDeep'),
  ...on('goldTint', 'large', 'gold'),
  ...on('red', 'body', 'onBlue'),
  ...on('green', 'body', 'onBlue'),
  ...on('grey', 'body', 'onBlue'),
  ...on('ink', 'body', 'onBlue', 'goldTint'),
]

/** Text sizes in rem; the page's multiplier makes them fit its distance and hands. */
export const textScale = { xs: 0.875, sm: 1, md: 1.25, lg: 1.5, xl: 2, xxl: 2.75 } as const

/** Kinds of page; each has a design size in pixels and a rem multiplier on 16 px. */
export const pages = {
  kiosk: { width: 1080, height: 1920, multiplier: 1.5, elder: 2, smallest: 18 },
  query: { width: 1080, height: 1920, multiplier: 1.5, elder: 2, smallest: 18 },
  board: { width: 1920, height: 1080, multiplier: 2.2, elder: 2.2, smallest: 18 },
  pad: { width: 1280, height: 800, multiplier: 1.3, elder: 1.3, smallest: 18 },
  staff: { width: null, height: null, multiplier: 1, elder: 1, smallest: 14 },
} as const

/** Kind of page: decides design size, text multiplier and target size. */
export type PageKind = keyof typeof pages

/** Space steps in design pixels, on an 8 px grid. */
export const space = { 1: 8, 2: 16, 3: 24, 4: 32, 5: 40, 6: 48, 8: 64 } as const

/** Corner radius and smallest touch target, in design pixels. */
export const shape = {
  radius: { public: 16, staff: 8 },
  target: { public: 60, elder: 80, staff: 36 },
  gap: { public: 16, staff: 8 },
} as const

/** The one motion: duration in ms and easing; nothing moves longer. */
export const motion = { duration: 180, easing: 'cubic-bezier(0.2, 0, 0, 1)' } as const

/** The one type family, bundled with the product, and what stands in while it loads. */
export const fontFamily = '"Noto Sans SC Variable", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'
