/** What is looked at in the centre's window: the next package as it is prepared, and the result; and the window that an app without a station opens. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { AppWindow } from './appWindow.ts';
import type { Pictures } from './pictures.ts';

const PATIENCE = 120_000;

export async function lookAtChooser(page: Page, { inBoth, picture }: Pictures): Promise<void> {
  await page.getByRole('button', { name: '准备演示项目' }).waitFor({ timeout: PATIENCE });
  await inBoth(page, 'chooser');
  await page.getByRole('button', { name: '准备演示项目' }).click();
  await page.getByRole('row').nth(1).waitFor({ timeout: PATIENCE });
  await picture(page, 'chooser-demonstration');
}

/** The system's own dialogue, which no page can work, answers with this folder. */
const choosing = ({ app }: AppWindow, folder: string): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);

/** What goes wrong in tables that were edited by hand: a price with its unit, a column in other words. */
function spoil(project: string): void {
  const edit = (file: string, from: RegExp, to: string): void => {
    const path = join(project, file);
    const before = readFileSync(path, 'utf8');
    if (!from.test(before)) throw new Error(`${file} has nothing to spoil`);
    writeFileSync(path, before.replace(from, to));
  };
  edit('bids.csv', /(\d+)\.(\d\d),/g, '$1.$2元,');
  edit('committee.csv', /organisation/, '工作单位');
}

/**
 * Before the centre has a result: it prepares the next package, of a folder that is mended after it was refused.
 * @param project the clerk's folder; it is left alone
 */
export async function lookAtPreparation(
  office: AppWindow,
  project: string,
  { picture, inBoth }: Pictures,
): Promise<void> {
  const { page } = office;
  const work = mkdtempSync(join(tmpdir(), 'sealroom-preparation-'));
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const copy = join(work, 'project');
  try {
    cpSync(project, copy, { recursive: true });
    spoil(copy);
    await page.getByRole('tab', { name: '准备' }).click();
    await inBoth(page, 'centre-prepare');
    await choosing(office, copy);
    await button('选择项目文件夹').click();
    await page.getByText(/^共有 \d+ 处需要修改/).waitFor({ timeout: PATIENCE });
    await picture(page, 'centre-refused');
    cpSync(project, copy, { recursive: true });
    await button('重新检查').click();
    await button('签发项目包并生成入席凭证').waitFor({ timeout: PATIENCE });
    await picture(page, 'centre-checked');
    await choosing(office, work);
    await button('签发项目包并生成入席凭证').click();
    await page.getByText('项目包已签发').waitFor({ timeout: PATIENCE });
    await picture(page, 'centre-signed');
    await page.getByRole('tab', { name: '收件' }).click();
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function playBack(page: Page, inBoth: Pictures['inBoth']): Promise<void> {
  await page.getByRole('tab', { name: '录像回放' }).click();
  // An act from the middle of the day: every seat is shown at its second.
  await page.locator('.ant-pagination-item').nth(3).click({ timeout: PATIENCE });
  await page.locator('[data-seq]:visible').nth(5).click({ timeout: PATIENCE });
  await page.locator('[data-state=shown]').first().waitFor({ timeout: PATIENCE });
  // Every seat has its picture, and every segment that is shown has been checked.
  await page.locator('[data-state=loading]').first().waitFor({ state: 'detached', timeout: PATIENCE });
  await page.getByText('正在核对').first().waitFor({ state: 'detached', timeout: PATIENCE });
  await inBoth(page, 'centre-playback');
}

export async function lookAtResult(
  page: Page,
  { picture, inBoth }: Pictures,
  recorded: boolean,
): Promise<void> {
  await page.getByText('核验结论').click({ timeout: PATIENCE });
  await inBoth(page, 'centre-inbox');
  await page.getByRole('button', { name: '查看结果' }).click();
  await page.locator('.ant-table-row:visible').first().click({ timeout: PATIENCE });
  await inBoth(page, 'centre-ranking');
  if (recorded) await playBack(page, inBoth);
  for (const [tab, name] of [
    ['专家评分', 'centre-experts'],
    ['导出', 'centre-export'],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click();
    await picture(page, name);
  }
}
