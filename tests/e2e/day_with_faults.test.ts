import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CityTicket } from '#protocol'
import { seeded } from '../faults/support/random.ts'
import { closeAccount } from '../support/day_account.ts'
import { type AtEvaluator, closeRatings } from '../support/rating_account.ts'
import { booksOf, guideFindsPaper, guideWrites } from './support/day_books.ts'
import { workCounter } from './support/day_counter.ts'
import { ratingsOf } from './support/day_evaluator.ts'
import { type Comer, comersOf, visitorAt } from './support/day_visitors.ts'
import { type Demo, startDemo } from './support/demo.ts'
import { type DockHand, takeDock } from './support/dock_hand.ts'
import { type Hall, openHallInElectron } from './support/hall.ts'
import { city, until } from './support/hub_api.ts'
import { counterMishaps, kioskMishaps, misfortune } from './support/mishaps.ts'
import { personalDataIn } from './support/privacy.ts'
import { openCounter } from './support/steps.ts'

/** `SHELLS_SEEDS=1,2,3 SHELLS_VISITORS=60` runs other and longer days; each is printed with what happened on it. */
const seeds = (process.env.SHELLS_SEEDS ?? '20261123').split(',').map(Number)
const visitorCount = Number(process.env.SHELLS_VISITORS ?? 24)
const limit = 60_000 + visitorCount * 20_000

let demo: Demo
let hall: Hall
let dock: DockHand

beforeAll(async () => {
  demo = await startDemo()
  hall = await openHallInElectron(demo)
  dock = await takeDock(demo)
  await openCounter(hall, demo, 'chen.minhua', '1')
})
afterAll(async () => {
  dock?.close()
  await hall?.close()
  await demo?.stop()
})

/** One visitor after another at the kiosk; where a paper is in doubt the guide looks, and may send the visitor back. */
async function visitorsCome(comers: readonly Comer[], random: () => number) {
  const faults = misfortune(dock, kioskMishaps, random)
  const visit = visitorAt(hall.kiosk, dock, faults)
  const numbers: string[] = []
  const givenUp: string[] = []
  const ways: string[] = []
  for (const comer of comers) {
    await faults.moment()
    const { number, handed, isWithCard } = await visit(comer)
    ways.push(handed)
    if (number === null) continue
    numbers.push(number)
    if (handed === 'given up') givenUp.push(number)
    if (handed !== 'unknown' || (await guideFindsPaper(demo, dock, number))) continue
    // Whoever took it with a card gets the same number again at the kiosk, marked; the guide writes it for all others.
    if (isWithCard) ways.push((await visit(comer, true)).handed)
    if (!(await guideFindsPaper(demo, dock, number))) await guideWrites(demo, number)
  }
  await faults.end()
  return { numbers, givenUp, ways, faults: faults.happened }
}

const counted = (words: readonly string[]) =>
  [...new Set(words)].map((word) => `${word} ${words.filter((each) => each === word).length}`).join(', ')

/** Numbers of all days: they stand in one log. */
const numbersSoFar: string[] = []
const ratings: AtEvaluator[] = []

test.each(seeds)(
  'day %d in three shells: whatever the devices do, every visitor’s ticket is accounted for',
  async (seed) => {
    const random = seeded(seed)
    const comers = comersOf(visitorCount, random)
    const atCounter = misfortune(dock, counterMishaps, seeded(seed + 1))
    let isOver = false
    const [kiosk, counter] = await Promise.all([
      visitorsCome(comers, random).finally(() => {
        isOver = true
      }),
      workCounter(hall, dock, atCounter, seeded(seed + 2), () => isOver),
    ])
    await atCounter.end()
    const { numbers, ways, givenUp } = kiosk
    process.stdout.write(
      `day ${seed}: ${comers.length} visitors, ${numbers.length} numbers (${counted(ways)}), ${dock.papers().length} papers, ${counter.called.length} calls, ${counter.ratings.filter(({ wasThanked }) => wasThanked).length} rated\n  at the kiosk: ${kiosk.faults.join(', ')}\n  at the counter: ${atCounter.happened.join(', ')}\n`,
    )
    numbersSoFar.push(...numbers)
    const books = await booksOf(demo, dock, numbersSoFar)
    expect(closeAccount(books)).toEqual([])
    expect(counter.findings).toEqual([])
    // What was pressed at the evaluator is in the log once, or staff were shown that it is not well.
    ratings.push(...counter.ratings)
    expect(closeRatings(ratings, await ratingsOf(demo))).toEqual([])
    expect(counter.ratings.filter(({ wasThanked }) => wasThanked).length).toBeGreaterThan(visitorCount / 4)
    // Everybody has a number of their own, and everybody who kept it was called once.
    expect(new Set(numbers).size).toBe(comers.length)
    expect(counter.called.toSorted()).toEqual(numbers.filter((each) => !givenUp.includes(each)).toSorted())
    expect(kiosk.faults.length + atCounter.happened.length).toBeGreaterThan(visitorCount)
  },
  limit,
)

test('the city has the same tickets, each once', async () => {
  const numbersAtCity = async () => {
    const tickets = await city<CityTicket>(demo, '/sites/site-310117/tickets', 'tickets')
    return tickets.map(({ number }) => number).toSorted()
  }
  const wanted = numbersSoFar.toSorted().join()
  await until(numbersAtCity, (numbers) => numbers.join() === wanted, `the numbers ${wanted}`)
})

test('nobody who came can be read in a file, and no page complained', () => {
  expect(personalDataIn(demo.data)).toEqual([])
  expect(hall.complaints).toEqual([])
})

test('control: a paper sent again blindly, and one that got lost, do not pass this account', async () => {
  const books = await booksOf(demo, dock, numbersSoFar)
  const [first] = books.papers.filter(({ whole }) => whole)
  if (first === undefined) throw new Error('no paper came out')
  const again = closeAccount({ ...books, papers: [...books.papers, first] })
  expect(again.join('\n')).toMatch(/on 2 papers without the mark/)
  const lost = closeAccount({ ...books, papers: books.papers.filter((paper) => paper !== first) })
  expect(lost.join('\n')).toMatch(/there is no whole paper of it/)
})
