import { test } from 'vitest'
import { shareOf, sizes } from './support/many.ts'

test(
  'a hall with partitions, kills and lost, late and doubled messages keeps its promises (4)',
  {
    timeout: 120_000 + sizes.runs * 60,
  },
  () => shareOf(4),
)
