export { fsyncDirectory, type OpenOptions, openDatabase, type SqliteDatabase } from './open_database.ts'
