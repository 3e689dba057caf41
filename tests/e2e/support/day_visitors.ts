import type { Page } from 'playwright-core'
import { cardHolders } from '#simulator'
import type { DockHand } from './dock_hand.ts'
import type { Misfortune } from './mishaps.ts'
import { came, control } from './steps.ts'

/** A person on the way to the kiosk. */
export interface Comer {
  readonly group: string
  readonly service: string
  /** Whose card they have with them; null for one who says nothing of themselves. */
  readonly card: string | null
  /** Takes the card off again before it can be read, the first time. */
  readonly isHasty: boolean
  /** Leaves a number that is on the screen only. */
  readonly givesUp: boolean
}

/** How a visitor leaves the kiosk; written while they are there. */
export interface Visit {
  /** Null for one who was given none. */
  number: string | null
  /** What the kiosk said of the paper, or what the visitor did: 'confirmed', 'unknown', 'noted', 'given up', 'gone' … */
  handed: string
  /** Whether the number was taken with the card. */
  isWithCard: boolean
}

const counsels = [
  { group: 'consultation', service: 'LC' },
  { group: 'guidance', service: 'LS' },
] as const

/** The people of a day; nobody comes twice for one service, for everybody has one open number for it. */
export function comersOf(count: number, random: () => number): readonly Comer[] {
  const cards = counsels.flatMap((counsel) => cardHolders.map(({ id }) => ({ ...counsel, card: id })))
  return Array.from({ length: count }, (): Comer => {
    const isHasty = random() < 0.2
    const givesUp = random() < 0.3
    const mine = random() < 0.6 ? cards.splice(Math.floor(random() * cards.length), 1)[0] : undefined
    const counsel = counsels[random() < 0.7 ? 0 : 1]
    return { ...(mine ?? { ...counsel, card: null }), isHasty, givesUp }
  })
}

/** How long people wait for what they asked for, ms; a click that finds another screen is let be. */
const patience = { click: 2_000, card: 3_000, screen: 20_000, paper: 50_000, visit: 120_000 } as const
const cardTries = 2

const screenName = () => document.querySelector<HTMLElement>('.kiosk-screen')?.dataset.testid ?? ''
const shown = (kiosk: Page) => kiosk.evaluate(screenName)

/** Waits until the kiosk shows another screen than this; false when it does not. */
const leaves = (kiosk: Page, screen: string, limitMs: number) =>
  came(
    kiosk.waitForFunction(
      (was) => document.querySelector<HTMLElement>('.kiosk-screen')?.dataset.testid !== was,
      screen,
      { timeout: limitMs },
    ),
  )

/** Presses what is on the screen; a screen that changed under the finger is no harm. */
const tap = (kiosk: Page, id: string) =>
  came(
    kiosk
      .locator(`[data-testid="${id}"] >> button`)
      .or(kiosk.locator(`button[data-testid="${id}"]`))
      .first()
      .click({ timeout: patience.click }),
  )

const numberOn = async (kiosk: Page) =>
  ((await control(kiosk, 'ticket-number').textContent({ timeout: patience.click })) ?? '').trim()

/** Waits for the last word on the paper of the number shown. */
async function paperWord(kiosk: Page): Promise<string> {
  const settled = kiosk.locator('[data-testid="print-state"]:not([data-handed="printing"])')
  const noPaper = control(kiosk, 'kiosk-show')
  await settled.or(noPaper).first().waitFor({ timeout: patience.paper })
  if (await noPaper.isVisible()) return 'show'
  return (await settled.getAttribute('data-handed')) ?? ''
}

/** Goes home without a number, step by step. */
async function goesAway(kiosk: Page): Promise<void> {
  for (let screen = await shown(kiosk); screen !== 'kiosk-home'; screen = await shown(kiosk)) {
    await control(kiosk, 'back').click({ timeout: patience.screen })
    await leaves(kiosk, screen, patience.click)
  }
}

/** A visitor in front of the kiosk. */
interface Here {
  readonly kiosk: Page
  readonly dock: DockHand
  readonly faults: Misfortune
  readonly comer: Comer
  /** Comes back for the paper of a number. */
  readonly isBack: boolean
  readonly visit: Visit
}

type Answers = Readonly<Record<string, () => Promise<unknown>>>

async function layCard({ kiosk, dock }: Here, person: string, isHasty: boolean): Promise<void> {
  dock.send({ type: 'place-card', personId: person })
  await dock.until(({ reader }) => reader.personId === person, patience.card)
  if (!isHasty) await leaves(kiosk, 'kiosk-card', patience.card)
  dock.send({ type: 'lift-card' })
  await dock.until(({ reader }) => reader.personId === null, patience.card)
}

/** What visitors do where the kiosk asks who they are. Without the card a number would be another visitor's. */
function whoAnswers(here: Here): Answers {
  const { kiosk, faults, comer, isBack, visit } = here
  let cardsLaid = 0
  const withoutCard = async () => {
    if (isBack) {
      await goesAway(kiosk)
      visit.handed = 'gone'
    } else if (await tap(kiosk, 'way-anonymous')) visit.isWithCard = false
  }
  return {
    async 'kiosk-identity'() {
      await faults.moment()
      const card = kiosk.locator('[data-testid="way-card"] >> button')
      const isReadable = comer.card !== null && (await card.isEnabled({ timeout: patience.click }))
      await (isReadable ? tap(kiosk, 'way-card') : withoutCard())
    },
    async 'kiosk-card'() {
      if (comer.card === null || cardsLaid >= cardTries) return withoutCard()
      cardsLaid += 1
      visit.isWithCard = true
      await layCard(here, comer.card, comer.isHasty && cardsLaid === 1)
    },
  }
}

/** What visitors do once there is a number. */
function numberAnswers({ kiosk, faults, comer, visit }: Here): Answers {
  const reprint = async () => {
    await faults.moment()
    if (!(await tap(kiosk, 'reprint'))) return 'not reprinted'
    const word = kiosk.locator('[data-testid="kiosk-existing"] .notice').first()
    await word.waitFor({ timeout: patience.paper })
    return 'reprinted'
  }
  return {
    async 'kiosk-result'() {
      visit.number = await numberOn(kiosk)
      // The paper is moving now.
      await faults.moment()
      const word = await paperWord(kiosk)
      if (word === 'show') return
      visit.handed = word
      await tap(kiosk, 'back-home')
    },
    async 'kiosk-show'() {
      visit.number = await numberOn(kiosk)
      if (comer.givesUp) visit.handed = 'given up'
      await tap(kiosk, comer.givesUp ? 'give-up' : 'got-it')
    },
    async 'kiosk-existing'() {
      visit.number = await numberOn(kiosk)
      visit.handed = await reprint()
      await tap(kiosk, 'back-home')
    },
  }
}

/** A kiosk's visitors: each answers screen by screen, as the kiosk asks, until it is at home again. */
export function visitorAt(kiosk: Page, dock: DockHand, faults: Misfortune) {
  return async (comer: Comer, isBack = false): Promise<Visit> => {
    const visit: Visit = { number: null, handed: '', isWithCard: false }
    const here = { kiosk, dock, faults, comer, isBack, visit }
    const answers: Answers = {
      'kiosk-home': () => tap(kiosk, `group-${comer.group}`),
      'kiosk-services': () => tap(kiosk, `service-${comer.service}`),
      'kiosk-detail': () => tap(kiosk, 'take'),
      ...whoAnswers(here),
      'kiosk-priority': () => tap(kiosk, 'priority-yes'),
      'kiosk-confirm': () => tap(kiosk, 'confirm'),
      'kiosk-issuing': () => leaves(kiosk, 'kiosk-issuing', patience.screen),
      ...numberAnswers(here),
    }
    const until = Date.now() + patience.visit
    for (;;) {
      const screen = await shown(kiosk)
      if (visit.handed !== '' && screen === 'kiosk-home') return visit
      if (Date.now() > until) throw new Error(`a visitor is kept at ${screen}`)
      await answers[screen]?.()
      await leaves(kiosk, screen, patience.click)
    }
  }
}
