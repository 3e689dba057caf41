import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demo } from './demo.ts'
import type { Hall } from './hall.ts'

const patience = { timeout: 20_000 }

/** Waits for a control by its test id. */
export const control = (page: Page, id: string) => page.getByTestId(id)

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

/** Lays a card on the reader and waits until the dock shows it there. */
export const layCard = (hall: Hall, person: string): Promise<void> => press(hall.dock, `person-${person}`)

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
  await layCard(hall, person)
  await press(hall.kiosk, 'confirm')
  return numberShown(hall.kiosk)
}

/** The number on the kiosk's result screen. */
export async function numberShown(kiosk: Page): Promise<string> {
  await appears(kiosk, 'ticket-number')
  return ((await control(kiosk, 'ticket-number').textContent()) ?? '').trim()
}

/** Takes the card off and sends the kiosk home for the next visitor. */
export async function leaveKiosk(hall: Hall): Promise<void> {
  if (await control(hall.dock, 'lift-card').isEnabled()) await press(hall.dock, 'lift-card')
  await press(hall.kiosk, 'back-home')
  await appears(hall.kiosk, 'kiosk-home')
}
