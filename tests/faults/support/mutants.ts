/** A change of the product's source that breaks one promise: the file, the text in it, and what stands there instead. */
export interface Edit {
  readonly file: string
  readonly find: string
  readonly replace: string
}

/**
 * Hubs that are broken on purpose. The tests must fail on each: a test that passes on these proves nothing about the
 * real one. The edits are made while the program is loaded; the files stay as they are.
 */
export const mutants = {
  /** A commit may still be on its way to the disk when it is acknowledged. */
  'synchronous-normal': [
    {
      file: 'shared/sqlite/open_database.ts',
      find: "pragma('synchronous = FULL')",
      replace: "pragma('synchronous = NORMAL')",
    },
  ],
  /** The name of the key file is left to the file system. */
  'keys-not-synced': [
    {
      file: 'hub/vault/keys.ts',
      find: '  fsyncDirectory(dirname(file))\n  fsyncDirectory(dirname(dirname(file)))\n',
      replace: '',
    },
  ],
  /** Senders are answered, then the batch is written. */
  'acknowledge-first': [
    {
      file: 'hub/store/sqlite_store.ts',
      find: "return (await writer.append(expectedRevision, packBatch(batch))) ? ok(undefined) : err('conflict')",
      replace:
        'setTimeout(() => writer.append(expectedRevision, packBatch(batch)).catch(() => undefined), 30); return ok(undefined)',
    },
  ],
  /** Nobody remembers which commands were done. */
  'no-idempotency': [
    {
      file: 'hub/store/sqlite_batch.ts',
      find: 'outcome === null || write.command.run(commandId, fingerprint, outcome, at).changes === 1',
      replace: 'true',
    },
    {
      file: 'hub/core/batch.ts',
      find: 'fresh.get(commandId) ?? bench.known.get(commandId)',
      replace: 'bench.known.get(commandId)',
    },
  ],
  /** A ticket that is called or served may be called by another counter. */
  'no-claim-guard': [
    {
      file: 'shared/domain/eligible.ts',
      find: "if (ticket.state !== 'WAITING') continue",
      replace: '',
    },
  ],
  /** A stranger's bytes are taken for an address that parses. */
  'trusts-strangers': [
    {
      file: 'hub/server/socket.ts',
      find: "request.url?.split('?', 1)[0] !== '/ws'",
      replace: "new URL(request.url ?? '/', 'http://hub').pathname !== '/ws'",
    },
  ],
  /** A write the disk refused is taken for done. */
  'errors-swallowed': [
    {
      file: 'hub/store/sqlite_store.ts',
      find: "return (await writer.append(expectedRevision, packBatch(batch))) ? ok(undefined) : err('conflict')",
      replace:
        "try { return (await writer.append(expectedRevision, packBatch(batch))) ? ok(undefined) : err('conflict') } catch { return ok(undefined) }",
    },
  ],
} as const satisfies Record<string, readonly Edit[]>

/** The name of a broken hub. */
export type Mutant = keyof typeof mutants
