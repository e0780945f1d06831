/** People at windows: what the simulated people of a rehearsal do, done through the visible controls, found by their names as a person finds them. */
import type { Page } from '@playwright/test';
import { cellOf } from '../../shared/evaluation/committee.ts';

/** Milliseconds that a control may take to appear on a busy machine. */
const PATIENCE = 60_000;

const button = (page: Page, name: string | RegExp, exact = true) =>
  page.getByRole('button', { name, ...(typeof name === 'string' ? { exact } : {}) });

async function click(page: Page, name: string | RegExp): Promise<void> {
  await button(page, name).first().click({ timeout: PATIENCE });
}

/** Presses a button by its key, as whoever has many of them to press does: the hand stays where it is, and nobody waits for the next picture. */
async function press(page: Page, name: string): Promise<void> {
  await button(page, name).first().press('Enter', { timeout: PATIENCE });
}

/** What everybody here takes for a PIN. */
const PIN = '2580';

/** Presses the button of an act that cannot be taken back, and confirms it. */
async function clickAndConfirm(page: Page, name: string): Promise<void> {
  await click(page, name);
  const asked = page.getByRole('dialog', { name, exact: true });
  await asked.getByRole('button', { name: /^确\s?认$/ }).click({ timeout: PATIENCE });
}

/** Goes on to the next phase, and waits until the window shows it. */
async function proceed(page: Page, phase: string): Promise<void> {
  const go = button(page, `进入“${phase}”`).first();
  await clickAndConfirm(page, `进入“${phase}”`);
  await go.waitFor({ state: 'detached', timeout: PATIENCE });
}

/** Marks the whole page that is shown as the place that a check is about. */
async function markPage(page: Page, check: string): Promise<void> {
  await click(page, `${check} 标注位置`);
  await click(page, /^标注第 \d+ 页整页$/);
}

async function typeSlip(page: Page, code: string): Promise<void> {
  await page.getByLabel('入席凭证号码').fill(code, { timeout: PATIENCE });
  await click(page, '确认凭证');
}

/** The supervisor's part, one step each. */
export const supervisorClicks = (page: Page) => ({
  enterSlip: (code: string) => typeSlip(page, code),
  async open(): Promise<void> {
    await page.getByRole('checkbox', { name: /逐组核对一致/ }).check({ timeout: PATIENCE });
    await page.getByRole('checkbox', { name: /这是演示/ }).click();
    const asked = page.getByRole('dialog', { name: '按演示开启' });
    await asked.getByRole('button', { name: /^确\s?认$/ }).click();
    await asked.waitFor({ state: 'hidden', timeout: PATIENCE });
    await click(page, '开启评标室');
  },
  async admit(name: string): Promise<void> {
    const admit = button(page, `准入 ${name}`);
    await admit.waitFor({ timeout: PATIENCE });
    const letter = page.getByRole('checkbox', { name: '已查验授权委托书' });
    if ((await letter.count()) > 0) await letter.first().check();
    await admit.click();
    await admit.waitFor({ state: 'detached', timeout: PATIENCE });
  },
  announce: () => click(page, '已宣布投标人名单'),
  proceed: (phase: string) => proceed(page, phase),
  /** @param look at the question, before it is confirmed */
  async pause(reason: string, look?: () => Promise<void>): Promise<void> {
    await click(page, '暂停评标');
    const asked = page.getByRole('dialog', { name: '暂停评标' });
    await asked.getByLabel('理由').fill(reason, { timeout: PATIENCE });
    await look?.();
    await asked.getByRole('button', { name: /^确\s?认$/ }).click();
    await asked.waitFor({ state: 'hidden', timeout: PATIENCE });
  },
  resume: () => click(page, '恢复评标'),
  async close(): Promise<void> {
    await click(page, '去封存');
    await click(page, '关闭评标室并封存');
    await click(page, '确认关闭');
  },
});

/** An expert's part. */
export const expertClicks = (page: Page) => ({
  async signIn(code: string): Promise<void> {
    await typeSlip(page, code);
    await click(page, '是本人，签到');
  },
  async setPin(): Promise<void> {
    await page.getByLabel('解锁口令（4 至 12 位数字）').fill(PIN, { timeout: PATIENCE });
    await page.getByLabel('再次输入').fill(PIN);
    await click(page, '设置口令');
  },
  /** Opens a screen that is locked. */
  async unlock(): Promise<void> {
    const lock = page.getByRole('dialog', { name: /号席位已锁定/ });
    await lock.getByLabel('解锁口令').fill(PIN, { timeout: PATIENCE });
    await page.keyboard.press('Enter');
    await lock.waitFor({ state: 'hidden', timeout: PATIENCE });
  },
  commit: () => click(page, '无回避情形，签署承诺'),
  async ballot(chair: string): Promise<void> {
    await page.getByRole('radio', { name: new RegExp(`^${chair}`) }).check({ timeout: PATIENCE });
    await click(page, '投票');
  },
  read: () => click(page, '已阅读招标文件'),
  /**
   * Decides every check of one bid; `fails`: the reason, or null where it passes.
   * @param failing looks at a check that fails, before it is confirmed
   */
  async review(
    bidder: string,
    decisions: readonly { readonly check: string; readonly fails: string | null }[],
    failing?: () => Promise<void>,
  ): Promise<void> {
    await page
      .getByRole('navigation', { name: '投标人' })
      .getByRole('button', { name: bidder })
      .click({ timeout: PATIENCE });
    for (const { check, fails } of decisions) {
      if (fails === null) {
        await press(page, `${check} 通过`);
        continue;
      }
      await click(page, `${check} 不通过`);
      await page.getByLabel(`${check} 不通过的理由`).fill(fails);
      await markPage(page, check);
      await failing?.();
      await click(page, `${check} 确认不通过`);
    }
  },
  /**
   * Types a whole sheet: what belongs into the cell that the cursor stands in, then Enter, which goes to the next open one. Presses no other
   * key, and counts what it presses besides the digits.
   * @param most cells that are typed before something else happens
   */
  async score(
    scoreOf: (cell: { bid: string; item: string }) => string,
    most = Number.MAX_SAFE_INTEGER,
  ): Promise<number> {
    const first = page.locator('[data-cell]').first();
    await first.waitFor({ timeout: PATIENCE });
    // A click elsewhere has taken the cursor away: one into the first open cell brings it back.
    await page.evaluate(() => {
      if (document.activeElement?.hasAttribute('data-cell')) return;
      const cells = [...document.querySelectorAll<HTMLInputElement>('[data-cell]')];
      (cells.find(({ value }) => value === '') ?? cells.at(-1))?.focus();
    });
    const done = new Set<string>();
    for (let pressed = 0; ; pressed++) {
      if (pressed === most) return pressed;
      // Looked for by the clock: on a busy machine a picture comes late, and the cursor has moved long before it.
      const found = await page.waitForFunction(
        (seen) => {
          // A manual that was closed stays in the page, unseen.
          const asked = [...document.querySelectorAll('[role=dialog]')].some((one) => one.checkVisibility());
          if (asked) return { cell: null };
          const cell = document.activeElement?.getAttribute('data-cell');
          return cell && !seen.includes(cell) ? { cell } : null;
        },
        [...done],
        { timeout: PATIENCE, polling: 20 },
      );
      const { cell } = (await found.jsonValue())!;
      if (cell === null) return pressed;
      done.add(cell);
      await page.keyboard.type(scoreOf(cellOf(cell)));
      await page.keyboard.press('Enter');
    }
  },
  /** How many cells of the bid on the screen are still empty. */
  openCells: () =>
    page
      .locator('[data-cell]')
      .evaluateAll((cells) => cells.filter((cell) => (cell as HTMLInputElement).value === '').length),
  async submit(): Promise<void> {
    const now = button(page, '确认提交');
    if ((await now.count()) === 0) await click(page, '提交评分');
    await page
      .getByRole('dialog', { name: '提交评分' })
      .getByLabel('解锁口令')
      .fill(PIN, { timeout: PATIENCE });
    await now.click({ timeout: PATIENCE });
  },
  proceed: (phase: string) => proceed(page, phase),
  deliberate: () => click(page, '提请集体评议'),
  async reject(ground: string, clause: string): Promise<void> {
    await page.getByLabel('理由和法律依据').first().fill(ground, { timeout: PATIENCE });
    await page.getByLabel('招标文件条款').first().fill(clause);
    await page.getByRole('button', { name: /^记录/ }).first().click();
  },
  returnShares: () => click(page, '协助其恢复评分'),
  async conclude(): Promise<void> {
    await clickAndConfirm(page, '确认排序，形成结论');
    await button(page, '编制评标报告').waitFor({ timeout: PATIENCE });
  },
  report: () => click(page, '编制评标报告'),
  async sign(): Promise<void> {
    await click(page, '同意并签字');
    await click(page, '核对一致，签字');
  },
});
