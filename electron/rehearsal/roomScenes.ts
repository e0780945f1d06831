/** What is looked at in the supervisor's window. */
import type { Page } from '@playwright/test';
import type { Pictures } from './pictures.ts';

const PATIENCE = 120_000;

export async function lookAtRoom(page: Page, { picture, inBoth }: Pictures): Promise<void> {
  await inBoth(page, 'room-closing');
  // The evidence is looked at afterwards: what would delete it is only asked for.
  await page.getByRole('button', { name: '清除本机内容', exact: true }).click();
  await page.getByRole('button', { name: '确认清除', exact: true }).waitFor({ timeout: PATIENCE });
  await picture(page, 'room-forget');
  await page.getByRole('button', { name: /^取\s?消$/ }).click();
  for (const [tab, name] of [
    ['评标日志', 'room-record'],
    ['设备与状态', 'room-equipment'],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click();
    await picture(page, name);
  }
}
