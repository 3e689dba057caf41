/**
 * Loaded before the city's own program: kills it at one of its commits, after everything of a message has been
 * received and worked out. CITY_DIES_AT = '<nth commit from the start> before|after'.
 */
import Database from 'better-sqlite3'

const [nth = '', moment = ''] = (process.env.CITY_DIES_AT ?? '').split(' ')
const exec = Database.prototype.exec
let commits = 0

Database.prototype.exec = function (sql: string) {
  if (sql !== 'COMMIT') return exec.call(this, sql)
  commits += 1
  const isDue = commits === Number(nth)
  if (isDue && moment === 'before') process.kill(process.pid, 'SIGKILL')
  const done = exec.call(this, sql)
  if (isDue) process.kill(process.pid, 'SIGKILL')
  return done
}
