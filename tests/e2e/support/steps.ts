import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demo } from './demo.ts'
import type { Hall } from './hall.ts'

const patience = { timeout: 20_000 }

/** Waits for a control by its test id. */
export const control = (page: Page, id: string) => page.getByTestId(id)

/** Whether what is waited for came; a wait that ran out is an answer, too. */
export const came = (wait: Promise<unknown>): Promise<boolean> =>
  wait.then(
    () => true,
    () => false,
  )

/** Presses a control once it is there: itself, or the one button in its place. */
export async function press(page: Page, id: string): Promise<void> {
  const place = control(page, id).first()
  const button = page.locator(`[data-testid="${id}"] >> button`).first()
  await place.waitFor({ state: 'attached', ...patience })
  await ((await button.count()) > 0 ? button : place).click(patience)
}

/** Waits until a control shows a text. */
export async function shows(page: Page, id: string, text: string | RegExp): Promise<void> {
  await expect.poll(() => control(page, id).first().textContent(patience), patience).toMatch(text)
}

/** Waits until a counter's sign at the dock has been told a text and shows its dots. */
export async function signShows(dock: Page, address: number, text: string): Promise<void> {
  const sign = control(dock, `sign-${address}`)
  await expect.poll(() => sign.getAttribute('data-text', patience), patience).toBe(text)
}

/** Waits until a control is on the page. */
export const appears = (page: Page, id: string): Promise<void> =>
  control(page, id)
    .first()
    .waitFor({ state: 'visible', ...patience })

/** Logs a member of staff in at the counter terminal and opens a counter. */
export async function openCounter(
  hall: Hall,
  demo: Demo,
  username: string,
  counterId: string,
): Promise<void> {
  const { password } = demo.staff(username)
  await control(hall.counter, 'login-username').fill(username, patience)
  await control(hall.counter, 'login-password').fill(password)
  await press(hall.counter, 'login-submit')
  const choice = control(hall.counter, `counter-choice-${counterId}`)
  const open = control(hall.counter, 'open-counter')
  await choice
    .or(open)
    .first()
    .waitFor({ state: 'visible', ...patience })
  if (await choice.isVisible()) await choice.click()
  await open.click(patience)
}

const cardPatience = 4_000

/**
 * Shows a card at the kiosk's reader until the kiosk goes on. Like a person told to lift it and lay it down again: a
 * reader that has not yet noticed that the last card was lifted does not see the same card come back.
 */
export async function showCard(
  hall: Pick<Hall, 'kiosk' | 'dock'>,
  person: string,
  goesOn: string,
): Promise<void> {
  const next = control(hall.kiosk, goesOn).first()
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await press(hall.dock, `person-${person}`)
    if (await came(next.waitFor({ state: 'visible', timeout: cardPatience }))) return
    await press(hall.dock, 'lift-card')
    await next.waitFor({ state: 'visible', timeout: cardPatience / 2 }).catch(() => undefined)
  }
  throw new Error(`the kiosk does not see ${person}'s card`)
}

/** At the kiosk: chooses a service up to the question who comes. */
export async function chooseService(kiosk: Page, group: string, service: string): Promise<void> {
  await appears(kiosk, 'kiosk-home')
  await press(kiosk, `group-${group}`)
  await press(kiosk, `service-${service}`)
  await press(kiosk, 'take')
}

/** Takes a number with the card on the reader and returns it as the kiosk shows it. */
export async function takeWithCard(
  hall: Hall,
  person: string,
  group: string,
  service: string,
): Promise<string> {
  await chooseService(hall.kiosk, group, service)
  await press(hall.kiosk, 'way-card')
  await showCard(hall, person, 'confirm')
  await press(hall.kiosk, 'confirm')
  return numberShown(hall.kiosk)
}

/** The number on the kiosk's result screen. */
export async function numberShown(kiosk: Page): Promise<string> {
  await appears(kiosk, 'ticket-number')
  return ((await control(kiosk, 'ticket-number').textContent()) ?? '').trim()
}

/** Waits until the kiosk says how the number came to the visitor: 'confirmed' on paper, 'noted' from the screen … */
export async function handedOver(kiosk: Page, how: string): Promise<void> {
  await kiosk
    .locator(`[data-testid="print-state"][data-handed="${how}"]`)
    .waitFor({ state: 'visible', ...patience })
}

/** The kiosk and the reader as the next visitor finds them, whatever the last one left. */
export async function nextVisitor(hall: Hall): Promise<void> {
  if (await control(hall.dock, 'lift-card').isEnabled()) await press(hall.dock, 'lift-card')
  await hall.kiosk.reload()
  // The agent still knows the last card for a while, and what its holder has booked.
  await control(hall.kiosk, 'kiosk-home')
    .or(control(hall.kiosk, 'kiosk-booked'))
    .waitFor({ state: 'visible', ...patience })
}
