export {
  fsyncDirectory,
  type OpenOptions,
  openDatabase,
  openToRead,
  type SqliteDatabase,
} from './open_database.ts'
