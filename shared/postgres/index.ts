export type { Client, ClientBase, Pool, PoolClient, QueryConfig, QueryResult } from 'pg'
export { type ConnectionSettings, openClient, openPool, placeOf } from './connection.ts'
export { transaction } from './transaction.ts'
