import { takeBackup } from '../../../hub/backup/take_backup.ts'

/** Takes one backup as a program of its own, so that it can be struck: `node take_backup.ts <database> <folder> <now>`. */
const [file = '', folder = '', now = '0'] = process.argv.slice(2)
const { signal } = new AbortController()
const order = { folder, reason: 'by-hand', now: Number(now), program: 'test', keys: null, signal } as const
try {
  const { name } = await takeBackup({ ...order, source: { file } })
  process.stdout.write(`${JSON.stringify({ name })}\n`)
} catch (error) {
  const { code = '' } = error as { code?: string }
  process.stdout.write(`${JSON.stringify({ code })}\n`)
  process.exitCode = 1
}
