import { describe, expect, test } from 'vitest'
import { crossings, importsOf } from './crossings.ts'

describe('walls', () => {
  test.each([
    ['shared/domain/decide.ts', "import { readFileSync } from 'node:fs'"],
    ['shared/domain/decide.ts', "import { hub } from '#hub'"],
    ['shared/domain/decide.ts', "import { z } from 'zod'"],
    ['kiosk/renderer/home.tsx', "import { openIdCardReader } from '#drivers'"],
    ['kiosk/renderer/home.tsx', "import { x } from '../../counter/renderer/x.ts'"],
    ['kiosk/main/index.ts', "import { app } from 'electron'"],
    ['hub/server/server.ts', "import { openTicketPrinter } from '#drivers'"],
    ['hub/store/sqlite_store.ts', "import Database from 'better-sqlite3'"],
    ['drivers/id-card/driver.ts', "import { decide } from '#domain'"],
    ['drivers/id-card/driver.ts', "import { SerialPort } from 'serialport'"],
    ['shared/agent/agent.ts', "const hub = await import('#hub')"],
    ['elsewhere/new.ts', ''],
  ])('%s may not: %s', (file, source) => {
    expect(crossings(file, source)).toHaveLength(1)
  })

  test.each([
    ['shared/domain/decide.ts', "import { ok } from '#basics'\nimport { x } from './rules/x.ts'"],
    ['kiosk/renderer/home.tsx', "import { Tile } from '#ui'\nimport './home.css'"],
    ['shared/electron/shell.ts', "import { app } from 'electron'\nimport { join } from 'node:path'"],
    ['drivers/transport/serial.ts', "import { SerialPort } from 'serialport'"],
    ['shared/sqlite/open_database.ts', "import Database from 'better-sqlite3'"],
    ['tests/e2e/story.test.ts', "import { startHub } from '#hub'"],
  ])('%s may: %s', (file, source) => {
    expect(crossings(file, source)).toEqual([])
  })

  test('reads imports of every form', () => {
    const source =
      "import a from 'a'\nimport {\n  b,\n} from 'b'\nimport 'c'\nexport * from 'd'\nawait import('e')\nexport type { F } from 'f'"
    expect(importsOf(source)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  })
})
