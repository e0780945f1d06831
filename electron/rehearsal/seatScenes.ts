/** Scenes of a day at windows that belong to the seat alone: the break that locks it, and what an expert has of it at the end. */
import type { Page } from '@playwright/test';
import type { expertClicks, supervisorClicks } from './clicks.ts';
import type { Pictures } from './pictures.ts';

const PATIENCE = 120_000;

/**
 * The room is paused, which locks every seat; each is opened by its own expert.
 * @param shown the page whose lock is looked at
 */
export async function takeBreak(
  lead: ReturnType<typeof supervisorClicks>,
  experts: readonly Pick<ReturnType<typeof expertClicks>, 'unlock'>[],
  shown: Page,
  picture: Pictures['picture'],
): Promise<void> {
  await lead.pause('午休');
  await shown.getByRole('dialog', { name: /号席位已锁定/ }).waitFor({ timeout: PATIENCE });
  await picture(shown, 'seat-locked');
  await lead.resume();
  await Promise.all(experts.map((expert) => expert.unlock()));
}

/** The seat has forgotten everything: its expert reads his own record once more, and leaves. */
export async function leaveSeat(page: Page, picture: Pictures['picture']): Promise<void> {
  await page.getByText('评标结果已由交易中心确认接收').waitFor({ timeout: PATIENCE });
  await picture(page, 'seat-finished');
  const record = page.getByRole('button', { name: '我的评标记录' });
  await record.click();
  await page.locator('[data-page][aria-busy=false]').first().waitFor({ timeout: PATIENCE });
  await picture(page, 'seat-own-record');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '确认离席' }).click();
  await page.getByRole('button', { name: '离席并清除记录' }).click();
  await record.waitFor({ state: 'detached', timeout: PATIENCE });
}
