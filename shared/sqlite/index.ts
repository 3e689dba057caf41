export {
  fsyncDirectory,
  isOpenElsewhere,
  openDatabase,
  openToRead,
  type SqliteDatabase,
} from './open_database.ts'
