import { defineConfig } from 'vitest/config'

const project = (name: string, include: string[], timeout: number, extra: object = {}) => ({
  test: { name, include, testTimeout: timeout, hookTimeout: timeout, pool: 'forks' as const, ...extra },
})

export default defineConfig({
  test: {
    projects: [
      project(
        'unit',
        ['shared', 'drivers', 'hub', 'city', 'kiosk', 'counter', 'display', 'setup', 'scripts'].map(
          (folder) => `${folder}/**/*.test.ts`,
        ),
        20_000,
      ),
      project('integration', ['tests/integration/**/*.test.ts', 'tests/model/**/*.test.ts'], 60_000),
      project('faults', ['tests/faults/**/*.test.ts'], 120_000, {
        fileParallelism: false,
        globalSetup: 'tests/faults/support/print_table.ts',
      }),
      project('e2e', ['tests/e2e/**/*.test.ts'], 240_000, { fileParallelism: false }),
    ],
  },
})
