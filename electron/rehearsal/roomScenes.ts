/** What is looked at in the supervisor's window. */
import type { Page } from '@playwright/test';
import type { Pictures } from './pictures.ts';

const PATIENCE = 120_000;
/** Milliseconds within which a live view has had a picture that rests on no other. */
const WHOLE_PICTURE = 3_000;

/**
 * Every seat by its camera, and one of them large (现场监看); the overview is back afterwards.
 * @param people the members' names
 * @param shown whose picture is opened large
 */
export async function lookAtWall(
  page: Page,
  people: readonly string[],
  shown: string,
  { inBoth }: Pictures,
): Promise<void> {
  await page.getByRole('tab', { name: '现场监看' }).click();
  const wall = page.getByRole('tabpanel', { name: '现场监看' });
  const live = (name: string) => wall.getByRole('button', { name: `${name} 画面正常` });
  for (const name of people) await live(name).waitFor({ timeout: PATIENCE });
  await live(shown).click();
  await wall.getByRole('button', { name: '关闭大画面' }).waitFor({ timeout: PATIENCE });
  await page.waitForFunction(
    (of) => {
      const videos = [...document.querySelectorAll('video')].filter((one) => one.checkVisibility());
      return (
        videos.length > of && videos.every(({ readyState, videoWidth }) => readyState > 1 && videoWidth > 0)
      );
    },
    people.length,
    { timeout: PATIENCE },
  );
  // A view that has only begun lacks what has not moved since: a whole picture comes within seconds.
  await page.waitForTimeout(WHOLE_PICTURE);
  await inBoth(page, 'room-wall');
  await page.getByRole('tab', { name: '评标室', exact: true }).click();
}

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
