/** The first window: its manual opens, and a fault of a window speaks in words before it shows what a program said. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWindows } from '../../build/windows.ts';
import { type AppWindow, openApp } from '../../electron/rehearsal/appWindow.ts';

let chooser: AppWindow;
beforeAll(async () => {
  await buildWindows();
  chooser = await openApp([]);
});
afterAll(() => chooser?.close());

it('opens its own manual and those of the three offices, by the button and by F1', async () => {
  const { page } = chooser;
  const drawer = page.getByRole('dialog');
  await page.getByRole('button', { name: '操作手册', exact: true }).click();
  await drawer.getByRole('heading', { name: '打开工作站' }).waitFor();
  await drawer.getByRole('button', { name: '交易中心操作手册' }).click();
  await drawer.getByRole('heading', { name: '收件与核验' }).waitFor();
  await drawer.getByRole('button', { name: '启动窗口操作手册' }).click();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  await page.keyboard.press('F1');
  await drawer.getByRole('heading', { name: '打开工作站' }).waitFor();
});

it('says a fault in the window’s language; what the program said is folded away', async () => {
  const { page } = chooser;
  await page.evaluate(() => {
    const entries = Object.entries;
    Object.entries = (of: object) => {
      if ('station' in of) throw new Error('something raw');
      return entries(of);
    };
  });
  for (const manual of ['（现场监督人员）操作手册', '启动窗口操作手册'])
    await page.getByRole('dialog').getByRole('button', { name: manual }).click();
  await page.getByText('窗口出现错误').waitFor();
  const raw = page.getByText('something raw');
  expect(await raw.isVisible()).toBe(false);
  await page.getByText('供技术人员查看的错误信息').click();
  await raw.waitFor();
});
