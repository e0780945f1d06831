/**
 * The day in real windows: a supervisor, the experts and the centre, each before an app of their own on a screen of their own, working through
 * the visible controls; a cable is pulled, a station is killed under its window, an expert moves, on the way.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { buildWindows } from '../../build/windows.ts';
import type { ProjectData } from '../../shared/project/model.ts';
import { actor } from './actors.ts';
import { type AppWindow, electronVersion, killStation, openApp } from './appWindow.ts';
import { expertClicks, supervisorClicks } from './clicks.ts';
import type { Minds } from './day.ts';
import { type House, seatOf } from './house.ts';
import { lookAtChooser, lookAtPreparation, lookAtResult } from './officeScenes.ts';
import { picturesInto } from './pictures.ts';
import { lookAtRoom, lookAtWall } from './roomScenes.ts';
import { compareBids, leaveSeat, lookAtManual, lookAtRecusal, takeBreak } from './seatScenes.ts';

/** Cells after which the first mishap comes. */
const SOME = 3;
const PATIENCE = 120_000;

type Expert = ReturnType<typeof expertClicks> & { readonly who: string; readonly name: string; page: Page };

export async function windowDay(options: {
  readonly house: House;
  readonly data: ProjectData;
  readonly members: readonly string[];
  readonly supervisor: string;
  /** The clerk's folder, of which the centre prepares the next package. */
  readonly project: string;
  readonly slips: ReadonlyMap<string, string>;
  readonly minds: Minds;
  readonly say: (text: string) => void;
  /** Folder for pictures. */
  readonly screens: string;
  /** Folder for the faces and voices that stand before the seats' cameras; null: nobody is recorded. */
  readonly actors: string | null;
}): Promise<void> {
  const { house, data, members, slips, minds, say } = options;
  await buildWindows();
  const windows: AppWindow[] = [];
  const nameOf = (who: string): string => data.committee.find(({ expert }) => expert === who)?.name ?? who;

  async function open(station: string, ...switches: string[]): Promise<AppWindow> {
    const window = await openApp(['--station', house.files.get(station)!, ...switches]);
    windows.push(window);
    return window;
  }

  const pictures = picturesInto(options.screens);
  const { barriers, picture, inBoth } = pictures;

  try {
    say(`windows: Electron ${electronVersion()}, one app and one screen for each person`);
    const folder = options.actors;
    const actors = await Promise.all(
      members.map((who, i) => (folder === null ? [] : actor(folder, nameOf(who), i))),
    );
    const [office, room, ...desks] = (await Promise.all([
      open('centre'),
      open('room'),
      ...members.map((_, i) => open(seatOf(i + 1), ...actors[i]!)),
    ])) as [AppWindow, AppWindow, ...AppWindow[]];
    const lead = supervisorClicks(room.page);
    await room.page.getByLabel('入席凭证号码').waitFor({ timeout: PATIENCE });
    await picture(room.page, 'room-slip');
    await lead.enterSlip(slips.get(options.supervisor)!);
    await room.page.getByRole('checkbox', { name: /逐组核对一致/ }).waitFor({ timeout: PATIENCE });
    await picture(room.page, 'room-opening');
    await lead.open();
    const experts: Expert[] = members.map((who, i) => {
      const { page } = desks[i]!;
      return { ...expertClicks(page), who, name: nameOf(who), page };
    });
    const chair = experts.find(({ who }) => who === minds.chair)!;
    const [, cut, killed, moved] = experts as [Expert, Expert, Expert, Expert];
    /** To whom nothing happens on the way: his screens are looked at while the others go on. */
    const shown = experts.find((expert) => ![chair, cut, killed, moved].includes(expert))!;
    /** All at once; before `shown` goes on, his screen is looked at. */
    const together = (
      name: string,
      ready: string,
      go: (expert: Expert) => Promise<unknown>,
      look?: (page: Page) => Promise<void>,
    ): Promise<unknown> =>
      Promise.all(
        experts.map(async (expert) => {
          if (expert === shown) {
            await expert.page.getByRole('button', { name: ready }).first().waitFor({ timeout: PATIENCE });
            await picture(expert.page, name);
            await look?.(expert.page);
          }
          await go(expert);
        }),
      );
    await Promise.all(
      experts.map(async (expert) => {
        if (expert === shown) {
          await expert.page.getByLabel('入席凭证号码').waitFor({ timeout: PATIENCE });
          await inBoth(expert.page, 'seat-slip');
        }
        await expert.signIn(slips.get(expert.who)!);
        if (expert === shown) {
          await expert.page.getByRole('button', { name: '设置口令' }).waitFor({ timeout: PATIENCE });
          await picture(expert.page, 'seat-pin');
        }
        await expert.setPin();
      }),
    );
    await room.page.getByRole('button', { name: `准入 ${shown.name}` }).waitFor({ timeout: PATIENCE });
    await inBoth(room.page, 'room-admission');
    for (const { name } of experts) await lead.admit(name);
    say('everybody has signed in and is admitted');
    await lead.proceed('承诺与回避');
    await lead.announce();
    await together(
      'seat-commitment',
      '无回避情形，签署承诺',
      (expert) => expert.commit(),
      (page) => lookAtRecusal(page, picture),
    );
    await lead.proceed('推选负责人');
    await shown.page.getByRole('radio').first().waitFor({ timeout: PATIENCE });
    await picture(shown.page, 'seat-ballot');
    // Once more than half have voted for one, the others have nothing to decide.
    const voters = [shown, ...experts.filter((expert) => expert !== shown)];
    for (const expert of voters.slice(0, Math.floor(members.length / 2) + 1))
      await expert.ballot(nameOf(minds.chair));
    await chair.proceed('熟悉文件');
    await together('seat-reading', '已阅读招标文件', (expert) => expert.read());
    await takeBreak(lead, experts, { seat: shown.page, room: room.page }, picture);
    say('a break: every seat was locked, and is opened with its PIN');
    await chair.proceed('初步评审');
    say('the chair is elected, the tender is read; preliminary review');
    await Promise.all(experts.map((expert) => review(expert)));
    await Promise.all([lookAtReview(), watchRoom(), reject()]);
    await chair.proceed('澄清');
    await picture(chair.page, 'seat-clarification');
    await chair.proceed('详细评审');
    say('everybody scores under seal');
    const scoreOf = (expert: Expert) => (cell: { bid: string; item: string }) =>
      minds.scores(expert.who, cell.bid, cell.item);
    await Promise.all(experts.map((expert) => expert.score(scoreOf(expert), SOME)));
    await mishaps();
    await Promise.all(
      experts.map(async (expert) => {
        await expert.score(scoreOf(expert));
        if (expert === shown) await picture(expert.page, 'seat-submit');
        await expert.submit();
        if (expert !== shown) return;
        await expert.page.keyboard.press('F2');
        await picture(expert.page, 'seat-matrix');
      }),
    );
    say('all have submitted; consolidation, report, signatures');
    await Promise.all([conclude(), lookAtPreparation(office, options.project, pictures)]);
    await Promise.all(experts.map((expert) => expert.sign()));
    await lead.close();
    await room.page.getByText('已收到回执').waitFor({ timeout: PATIENCE });
    say('the room is sealed, the centre has verified the result and signed the receipt');
    await Promise.all([
      lookAtRoom(room.page, pictures),
      leaveSeat(shown.page, picture),
      lookAtResult(office.page, pictures, options.actors !== null),
      openApp([]).then((window) => {
        windows.push(window);
        return lookAtChooser(window.page, pictures);
      }),
    ]);
    writeFileSync(join(options.screens, 'accessibility.txt'), barriers.map((line) => `${line}\n`).join(''));
    say(`accessibility: ${barriers.length} serious barriers found on these screens`);

    async function review(expert: Expert): Promise<void> {
      let looked = expert !== shown;
      const failing = async (): Promise<void> => {
        if (looked) return;
        looked = true;
        await picture(expert.page, 'seat-failing');
      };
      for (const { bid, name } of data.bids)
        await expert.review(
          name,
          data.project.review.map((check) => {
            const { pass, reason } = minds.passes(expert.who, bid, check.id);
            return { check: check.name, fails: pass ? null : reason };
          }),
          failing,
        );
    }

    async function lookAtReview(): Promise<void> {
      await picture(shown.page, 'seat-review');
      await compareBids(shown.page, picture);
      await lookAtManual(shown.page, 'seat-manual', picture);
    }

    async function watchRoom(): Promise<void> {
      await inBoth(room.page, 'room-overview');
      if (options.actors !== null)
        await lookAtWall(
          room.page,
          experts.map(({ name }) => name),
          shown.name,
          pictures,
        );
    }

    async function reject(): Promise<void> {
      const failed = data.bids.flatMap(({ bid }) =>
        data.project.review.filter(
          ({ id }) => members.filter((who) => !minds.passes(who, bid, id).pass).length > members.length / 2,
        ),
      );
      for (const { name } of failed) {
        await chair.deliberate();
        await chair.reject(`未通过${name}`, '招标文件评标办法前附表');
      }
    }

    /** To each his own, all at the same time; whoever moves needs all the others, each when he is ready. */
    async function mishaps(): Promise<void> {
      // The machine that he leaves stays on: what it has recorded has not all gone to the room.
      const spare = open(seatOf(members.length + 1), ...actors[3]!);
      const first = new Map<Expert, Promise<unknown>>([
        [cut, pullCable()],
        [killed, killSeat()],
        [shown, inBoth(shown.page, 'seat-sheet')],
      ]);
      const ready = experts
        .filter((expert) => expert !== moved)
        .map(async (expert) => {
          await first.get(expert);
          // The bid on the screen, but for one cell: a sheet that is full asks at once whether to submit it.
          await expert.score(scoreOf(expert), Math.max(0, (await expert.openCells()) - 1));
          return expert;
        });
      await Promise.all([spare.then((window) => move(window, ready)), ...ready]);
    }

    async function pullCable(): Promise<void> {
      house.wire.cut();
      await cut.score(scoreOf(cut), SOME);
      await cut.page.getByText('项待送达主机').waitFor({ timeout: PATIENCE });
      say(`the cable of ${cut.name} is pulled: scores are saved at the seat, unknown to the room`);
      await picture(cut.page, 'seat-cut');
      house.wire.mend();
      await cut.page.getByText('主机已收到').waitFor({ timeout: PATIENCE });
    }

    async function killSeat(): Promise<void> {
      await killStation(desks[2]!);
      await killed.signIn(slips.get(killed.who)!);
      await killed.page.locator('[data-cell]').first().waitFor({ timeout: PATIENCE });
      say(
        `the station of ${killed.name} is killed under its window, and is back where it was after the slip`,
      );
    }

    async function move({ page }: AppWindow, others: readonly Promise<Expert>[]): Promise<void> {
      Object.assign(moved, expertClicks(page), { page });
      await moved.signIn(slips.get(moved.who)!);
      await moved.setPin();
      await lead.admit(moved.name);
      await Promise.all(others.map(async (other) => (await other).returnShares()));
      await page.locator('[data-cell]').first().waitFor({ timeout: PATIENCE });
      say(`${moved.name} goes on at another seat: the others gave the sheet's key back`);
    }

    async function conclude(): Promise<void> {
      await chair.proceed('汇总与复核');
      await picture(chair.page, 'seat-consolidation');
      await chair.conclude();
      await picture(chair.page, 'seat-report');
      await chair.report();
      await chair.page.getByRole('button', { name: '同意并签字' }).waitFor({ timeout: PATIENCE });
      const firstPage = chair.page.locator('[data-page][aria-busy=false]').first();
      await firstPage.waitFor({ state: 'attached', timeout: PATIENCE });
      await inBoth(chair.page, 'seat-signing');
    }
  } catch (error) {
    for (const [i, { page }] of windows.entries())
      await page.screenshot({ path: join(options.screens, `stopped-${i + 1}.png`) }).catch(() => undefined);
    throw error;
  } finally {
    await Promise.all(windows.map((window) => window.close()));
  }
}
