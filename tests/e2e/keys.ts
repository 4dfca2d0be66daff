// Going through a page with the keys alone: nothing here clicks or focuses by script.
import { expect, type Locator, type Page } from '@playwright/test';

/** Presses Tab (or Maj + Tab) until the focus is there; a place that is never reached fails. */
export async function tabTo(page: Page, place: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const isThere = () => place.evaluateAll((elements) => elements.some((element) => element === document.activeElement));
  for (let presses = 0; presses < 120; presses += 1) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not reach ${place}.`);
}

/** Goes there once it is shown, and presses Enter. */
export async function press(page: Page, place: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(place.first()).toBeVisible();
  await tabTo(page, place, key);
  await page.keyboard.press('Enter');
}
