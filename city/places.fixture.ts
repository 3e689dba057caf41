/** The databases a city may keep its records in. */
export const databases = ['sqlite', 'postgres'] as const

/** A PostgreSQL for tests. */
interface Server {
  freshDatabase(): Promise<string>
  close(): Promise<void>
}

/** Empty places for the cities of one test file, once `open` has run; null on PostgreSQL where `start` finds none. */
export function emptyPlaces(start: () => Promise<Server | null>) {
  let server: Server | null = null
  return {
    async open() {
      server = await start()
    },
    sqlite: async () => ':memory:',
    postgres: async () => server?.freshDatabase() ?? null,
    close: async () => server?.close(),
  }
}
