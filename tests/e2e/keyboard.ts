/** Hands that have a keyboard and no mouse: what a key cannot reach, they do not find. */
import type { Locator, Page } from '@playwright/test';

/** Presses after which a control counts as out of reach: more than any screen has controls. */
const MOST = 120;
const PATIENCE = 120_000;

const holdsFocus = (control: Locator): Promise<boolean> =>
  control.evaluate((it) => it === document.activeElement);

export const keyboardOf = (page: Page) => {
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const button = (name: string | RegExp): Locator =>
    page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) }).first();

  /** Goes on with a key until the control has the focus. @throws where it never has */
  async function reach(control: Locator, key = 'Tab'): Promise<void> {
    await control.waitFor({ timeout: PATIENCE });
    for (let pressed = 0; pressed < MOST; pressed++) {
      if (await holdsFocus(control)) return;
      await press(key);
    }
    throw new Error(`${control} cannot be reached by ${key}`);
  }

  return {
    press,
    button,
    reach,
    type: (text: string): Promise<void> => page.keyboard.type(text),
    /** Waits until something that takes the focus by itself has it. */
    async focused(control: Locator): Promise<void> {
      await control.waitFor({ timeout: PATIENCE });
      await page.waitForFunction(
        (it) => it === document.activeElement,
        await control.elementHandle({ timeout: PATIENCE }),
        { timeout: PATIENCE },
      );
    },
    /** Reaches a button and presses it, as soon as it can be pressed. */
    async push(name: string | RegExp, key = 'Tab'): Promise<void> {
      const found = button(name);
      await found.and(page.locator(':enabled')).waitFor({ timeout: PATIENCE });
      await reach(found, key);
      await press('Enter');
    },
    /** The same for an act that cannot be taken back: it is confirmed in the question that follows. */
    async decide(name: string, key = 'Tab'): Promise<void> {
      await this.push(name, key);
      const asked = page.getByRole('dialog', { name, exact: true });
      await reach(asked.getByRole('button', { name: /^确\s?认$/ }));
      await press('Enter');
    },
  };
};

export type Keyboard = ReturnType<typeof keyboardOf>;
