/** The program that copies a centre's database and checks the copy; see `copy_apart.ts`. */
import { copyInto, verifyCopy } from './copy.ts'
import type { CopyAnswer, CopyOrder } from './copy_apart.ts'

async function copied({ source, target }: CopyOrder): Promise<CopyAnswer> {
  try {
    await copyInto(source, target)
    return { verified: await verifyCopy(target) }
  } catch (error) {
    const { message, code = '' } = error as { message: string; code?: string }
    return { error: message, code }
  }
}

process.once('message', async (order: CopyOrder) => {
  const answer = await copied(order)
  process.send?.(answer, () => process.disconnect())
})
// The hub that asked is gone: nobody would give the copy its name.
process.once('disconnect', () => process.exit())
