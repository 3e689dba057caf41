import { type ConnectionSettings, openPool, type Pool } from '#postgres'

/** How every connection of a hub is set. */
export const hubConnection: ConnectionSettings = {
  program: 'civic-hall-hub',
  statementMs: 15_000,
  // A hub that is stopped in the middle of its turn loses it after this long, and the others go on.
  idleInTransactionMs: 3_000,
}

/** The connections of a hub to its database. */
export const openHubPool = (url: string): Pool => openPool(url, hubConnection)
