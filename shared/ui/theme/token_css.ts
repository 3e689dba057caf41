import { colours, fontFamily, motion, type PageKind, pages, shape, space, textScale } from './tokens.ts'

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const rule = (selector: string, lines: readonly string[]): string =>
  `${selector} {\n${lines.map((line) => `  ${line};\n`).join('')}}\n`

const colourLines = (scheme: 'light' | 'dark'): string[] => [
  ...Object.entries(colours[scheme]).map(([name, value]) => `--${kebab(name)}: ${value}`),
  `--shadow: ${scheme === 'light' ? '0 2px 10px rgb(20 33 61 / 0.1)' : '0 2px 10px rgb(0 0 0 / 0.4)'}`,
]

function pageRules(kind: PageKind): string[] {
  const page = pages[kind]
  const selector = `html[data-page="${kind}"]`
  const unit =
    page.width === null
      ? []
      : [
          `--u: min(100vw / ${page.width}, 100vh / ${page.height})`,
          `--page-width: calc(${page.width} * var(--u))`,
        ]
  const rules = [rule(selector, [...unit, `font-size: calc(${16 * page.multiplier} * var(--u))`])]
  if (page.elder !== page.multiplier) {
    const elder = [
      `--target: calc(${shape.target.elder} * var(--u))`,
      `font-size: calc(${16 * page.elder} * var(--u))`,
    ]
    rules.push(rule(`${selector}[data-elder="true"]`, elder))
  }
  return rules
}

const uprightBoard = (): string => {
  const { width, height } = pages.board
  const inner = rule('html[data-page="board"]', [
    `--u: min(100vw / ${height}, 100vh / ${width})`,
    `--page-width: calc(${height} * var(--u))`,
  ])
  return `@media (orientation: portrait) {\n${inner.replace(/^(?=.)/gm, '  ')}}\n`
}

/** The token table as a style sheet: custom properties on `:root`, one rule for each kind of page, dark for staff. */
export function tokensCss(): string {
  const root = rule(':root', [
    'color-scheme: light',
    ...colourLines('light'),
    `--font: ${fontFamily}`,
    '--u: 1px',
    ...Object.entries(textScale).map(([name, size]) => `--text-${name}: ${size}rem`),
    ...Object.entries(space).map(([step, size]) => `--space-${step}: calc(${size} * var(--u))`),
    `--radius: calc(${shape.radius.public} * var(--u))`,
    `--target: calc(${shape.target.public} * var(--u))`,
    `--gap: calc(${shape.gap.public} * var(--u))`,
    `--motion: ${motion.duration}ms ${motion.easing}`,
  ])
  const staff = rule('html[data-page="staff"]', [
    `--radius: ${shape.radius.staff}px`,
    `--target: ${shape.target.staff}px`,
    `--gap: ${shape.gap.staff}px`,
  ])
  const kinds = (['kiosk', 'query', 'board', 'pad', 'staff'] as const).flatMap(pageRules)
  const dark = rule('html[data-page="staff"][data-scheme="dark"]', [
    'color-scheme: dark',
    ...colourLines('dark'),
  ])
  return [root, ...kinds, uprightBoard(), staff, dark].join('\n')
}
