import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { fromHex, toHex } from '../framing/bytes.ts'
import { samFrame } from '../framing/sam_frame.ts'
import { memoryCable } from '../transport/memory.ts'
import { openIdCardReader } from './driver.ts'
import { samWordName } from './sam_words.ts'

/** A module that finds a card at once, and says one word to whatever is asked of the card after that. */
async function withCardThatSays(word: number) {
  const clock = simulatedClock(Date.UTC(2026, 10, 23, 1))
  const cable = memoryCable()
  const told: string[] = []
  let found = false
  const answerTo: Readonly<Record<string, () => string>> = {
    '12FF': () => `000090${'05000100'.repeat(4)}`,
    '11FF': () => '000090',
    '2001': () => {
      const first = !found
      found = true
      return first ? '00009F00000000' : '000080'
    },
  }
  const trouble = `0000${toHex(Uint8Array.of(word))}`
  cable.onBytes((bytes) => {
    const command = toHex(bytes.subarray(7, 9))
    cable.send(samFrame(fromHex(answerTo[command]?.() ?? trouble)))
  })
  const driver = openIdCardReader({
    transport: cable.transport,
    clock,
    baudRate: 115_200,
    onCard: () => told.push('card'),
    onCardLifted: () => told.push('lifted'),
    onCardUnreadable: (reason) => told.push(reason),
    onStatus: ({ state, reason }) => told.push(reason ?? state),
  })
  const run = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 10) {
      clock.advance(10)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { cable, driver, told, run }
}

// GA/T 467: the words about a card, whichever of its commands they answer; the last two are in no list.
test.each(
  [0x31, 0x32, 0x33, 0x37, 0x3f, 0x40, 0x41, 0x47, 0x91, 0x42, 0xee].map(
    (word) => [samWordName(word), word] as const,
  ),
)('a card of which the module says "%s" is unreadable at once, and the reader is well', async (_, word) => {
  const { driver, told, run } = await withCardThatSays(word)
  // Three tries, none of which waits for an answer that is there already.
  await run(2_000)
  expect(told).toEqual(['ready', 'read-failed'])
  expect(driver.status()).toMatchObject({ state: 'ready', counters: { strays: 0, checksumErrors: 0 } })
  await driver.close()
})

test('frames nobody asked for are counted and change nothing', async () => {
  const { cable, driver, told, run } = await withCardThatSays(0x41)
  await run(2_000)
  for (const body of ['000090', '00009F00000000', '112233']) cable.send(samFrame(fromHex(body)))
  await run(100)
  expect(told).toEqual(['ready', 'read-failed'])
  expect(driver.status().counters.strays).toBeGreaterThanOrEqual(2)
  await driver.close()
})
