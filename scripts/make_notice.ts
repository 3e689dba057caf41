import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { noticeText } from './notice/notice.ts'

// Writes NOTICE.md anew: after a change of packages, or of files made of other works.
const root = join(import.meta.dirname, '..')
writeFileSync(join(root, 'NOTICE.md'), noticeText(root))
