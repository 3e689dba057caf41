import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { crossings } from './walls/crossings.ts'

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mts'], {
  encoding: 'utf8',
})
const files = listed.split('\n').filter((file) => file !== '' && !file.endsWith('.d.ts'))
const found = files.flatMap((file) => crossings(file, readFileSync(file, 'utf8')))
for (const line of found) process.stderr.write(`${line}\n`)
if (found.length > 0) {
  process.stderr.write(`${found.length} imports cross a wall; the table is scripts/walls/table.ts\n`)
  process.exit(1)
}
