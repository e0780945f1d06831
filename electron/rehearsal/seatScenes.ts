/** Scenes of a day at a seat's window: what is looked at and not done, the break that locks it, and what an expert has of it at the end. */
import type { Page } from '@playwright/test';
import type { expertClicks, supervisorClicks } from './clicks.ts';
import type { Pictures } from './pictures.ts';

const PATIENCE = 120_000;

/**
 * The room is paused, which locks every seat; each is opened by its own expert.
 * @param shown the seat whose lock is looked at, and the room's window
 */
export async function takeBreak(
  lead: ReturnType<typeof supervisorClicks>,
  experts: readonly Pick<ReturnType<typeof expertClicks>, 'unlock'>[],
  shown: { readonly seat: Page; readonly room: Page },
  picture: Pictures['picture'],
): Promise<void> {
  await lead.pause('午休', () => picture(shown.room, 'room-pause'));
  await shown.seat.getByRole('dialog', { name: /号席位已锁定/ }).waitFor({ timeout: PATIENCE });
  await picture(shown.seat, 'seat-locked');
  await lead.resume();
  await Promise.all(experts.map((expert) => expert.unlock()));
}

/** Whoever has to step back says so here; this one need not. */
export async function lookAtRecusal(page: Page, picture: Pictures['picture']): Promise<void> {
  await page.getByRole('button', { name: '有回避情形，申请回避' }).click({ timeout: PATIENCE });
  const asked = page.getByRole('dialog', { name: '申请回避' });
  await asked.waitFor({ timeout: PATIENCE });
  await picture(page, 'seat-recusal');
  await asked.getByRole('button', { name: /^取\s?消$/ }).click();
  await asked.waitFor({ state: 'hidden', timeout: PATIENCE });
}

/** Two bids side by side. */
export async function compareBids(page: Page, picture: Pictures['picture']): Promise<void> {
  await page.getByRole('button', { name: '对照阅读' }).first().click({ timeout: PATIENCE });
  const close = page.getByRole('button', { name: '关闭对照' });
  await close.waitFor({ timeout: PATIENCE });
  await picture(page, 'seat-compare');
  await close.click();
}

/** The manual of a window's role, by the key that opens it everywhere. */
export async function lookAtManual(page: Page, name: string, picture: Pictures['picture']): Promise<void> {
  await page.keyboard.press('F1');
  const manual = page.getByRole('dialog');
  await manual.locator('img').first().waitFor({ timeout: PATIENCE });
  await picture(page, name);
  await page.keyboard.press('Escape');
  await manual.waitFor({ state: 'hidden', timeout: PATIENCE });
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
