export { fsyncDirectory, openDatabase, openToRead, type SqliteDatabase } from './open_database.ts'
