/** What a member does now and then, by keyboard alone: a recusal, a call, a share for a moved seat, a vote, a changed score, a dissent. */
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSample } from '../../build/sample/generate.ts';
import type { Minds } from '../../electron/rehearsal/day.ts';
import type { Person } from '../../electron/rehearsal/persons.ts';
import type { seatContract } from '../../shared/bridge/seat.ts';
import { cellKey, currentRound } from '../../shared/evaluation/committee.ts';
import { recusalGrounds } from '../../shared/evaluation/recusal.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { sure } from '../sure.ts';
import { type Keyboard, keyboardOf } from './keyboard.ts';
import { AT_WINDOW, type Peopled, peopledHouse, WINDOW_SEAT } from './peopled.ts';

const PATIENCE = 60_000;
const [CHAIR, MOVER, RECUSED, OWNER, RESERVE] = ['E2', 'E3', 'E4', 'E5', 'E6'] as const;
const [SPARE_SEAT, NEW_SEAT] = [6, 7];
/** The objective item that the member at the window scores otherwise than the others, so that nothing is concluded before he has changed it. */
const DIFFERS = { bid: 'B1', item: 'T3', score: '10' };
const REASON = '三年内在该投标人处任职';

let peopled: Peopled;
let page: Page;
let hands: Keyboard;
let moved = false;
const people = new Map<string, Person<typeof seatContract>>();

const minds = (by: Minds): Minds => ({
  ...by,
  chair: CHAIR,
  scores(who, bid, item) {
    if (who === MOVER && bid !== DIFFERS.bid && !moved) throw new Error('scores the rest at another seat');
    const differs = who === AT_WINDOW && bid === DIFFERS.bid && item === DIFFERS.item;
    return differs ? DIFFERS.score : by.scores(who, bid, item);
  },
});

const sit = (who: string, seat: number): void => void people.set(who, peopled.sit(who, seat));
const state = (): RoomState => peopled.lead.window.state!;
const until = (holds: (state: RoomState) => boolean): Promise<void> =>
  peopled.lead.until(({ state }) => state !== null && holds(state));
const own = (state: RoomState) => currentRound(state)?.sheets.get(AT_WINDOW)?.values;

/** A window at which somebody has signed in. */
async function signedIn(who: string, seat: number): Promise<void> {
  ({ page } = await peopled.openSeat(seat));
  hands = keyboardOf(page);
  await hands.focused(page.getByLabel('入席凭证号码'));
  await hands.type(peopled.slips.get(who)!);
  await hands.press('Enter');
  await hands.focused(hands.button('是本人，签到'));
  await hands.press('Enter');
  for (const field of ['解锁口令（4 至 12 位数字）', '再次输入']) {
    await hands.focused(page.getByLabel(field));
    await hands.type('2580');
    await hands.press('Enter');
  }
}

/** Chooses what stands so many lines below in a list. */
async function chooseBelow(list: string, lines: number): Promise<void> {
  await hands.reach(page.getByRole('combobox', { name: list }));
  for (let press = 0; press <= lines; press++) await hands.press('ArrowDown');
  await hands.press('Enter');
}

async function write(field: string, text: string): Promise<void> {
  await hands.reach(page.getByRole('textbox', { name: field }));
  await hands.press('Control+A');
  await hands.type(text);
}

beforeAll(async () => {
  peopled = await peopledHouse((project) => makeSample('small', project), minds);
  for (const [i, who] of peopled.members.entries()) if (who !== RECUSED) sit(who, WINDOW_SEAT + i);
}, 300_000);

afterAll(() => peopled?.close());

it('who must not judge says so, with a ground and a reason', async () => {
  await signedIn(RECUSED, SPARE_SEAT);
  await hands.push('有回避情形，申请回避');
  const declare = page.getByRole('dialog').getByRole('button', { name: '申请回避', exact: true });
  await declare.waitFor({ timeout: PATIENCE });
  expect(await declare.isDisabled()).toBe(true);
  await write('理由', REASON);
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  expect(await declare.isDisabled()).toBe(true);
  await hands.reach(page.getByRole('radio').first());
  for (let press = 0; press < recusalGrounds('tendering').indexOf('employment'); press++)
    await hands.press('ArrowDown');
  await hands.push('申请回避');
  await page.getByText('您已申请回避').waitFor({ timeout: PATIENCE });
  await until(({ member }) => member.get(RECUSED)?.recused != null);
  const { act, ground, reason } = state().member.get(RECUSED)!.recused!;
  expect({ ground, reason }).toEqual({ ground: 'employment', reason: REASON });
  const body = { out: RECUSED, in: RESERVE, ground: { kind: 'recusal', act } } as const;
  sure(await peopled.lead.window.client.ask('act', { act: { type: 'substitute', body } }));
  sit(RESERVE, WINDOW_SEAT + peopled.members.indexOf(RECUSED));
}, 240_000);

it('a call brings the supervisor to the seat', async () => {
  await until((state) => {
    const round = currentRound(state);
    const scored = round?.cells.get(MOVER)?.size ?? 0;
    const items = peopled.data.project.groups
      .flatMap(({ items }) => items)
      .filter(({ by }) => by === 'experts');
    return (
      scored === items.length && [AT_WINDOW, CHAIR, OWNER, RESERVE].every((who) => round?.submits.has(who))
    );
  });
  for (const person of people.values()) person.rest();
  people.delete(AT_WINDOW);
  await peopled.leave(WINDOW_SEAT);
  await signedIn(AT_WINDOW, WINDOW_SEAT);
  await hands.push('呼叫见证人员');
  await write('事由（可不填）', '请协助');
  await hands.push(/^呼\s?叫$/);
  await page.getByRole('dialog').waitFor({ state: 'hidden', timeout: PATIENCE });
  const calls = ({ alarms }: RoomState) =>
    [...alarms.values()].map(({ body }) => body).filter(({ kind }) => kind === 'call');
  await until((state) => calls(state).length > 0);
  expect(calls(state())).toMatchObject([{ about: AT_WINDOW, text: '请协助' }]);
}, 240_000);

it('who has moved gets back the share of his key', async () => {
  await peopled.leave(WINDOW_SEAT + peopled.members.indexOf(MOVER));
  moved = true;
  sit(MOVER, NEW_SEAT);
  await hands.push('协助其恢复评分');
  const returned = (state: RoomState): string[] =>
    [...currentRound(state)!.deals.values()].flatMap(({ dealer, returned }) =>
      dealer === MOVER ? [...returned.keys()] : [],
    );
  await until((state) => returned(state).length > 0);
  expect(returned(state())).toEqual([AT_WINDOW]);
}, 240_000);

it('a motion is voted against, with a reason', async () => {
  for (const who of [CHAIR, OWNER, RESERVE]) people.get(who)!.wake();
  await until(({ phase }) => phase === 'consolidation');
  for (const person of people.values()) person.rest();
  const motion = { kind: 'stop', reason: '提请停止评标' } as const;
  const ask = (who: string) => people.get(who)!.window.client;
  sure(await ask(MOVER).ask('act', { act: { type: 'move', body: { motion } } }));
  await write('意见（反对的请说明）', '应继续评审');
  await hands.decide('不同意');
  await until(({ motions }) => [...motions.values()].some(({ votes }) => votes.size > 0));
  const [voted] = [...state().motions.values()];
  expect([...voted!.votes]).toMatchObject([[AT_WINDOW, { yes: false, reason: '应继续评审' }]]);
  for (const who of [CHAIR, OWNER])
    sure(
      await ask(who).ask('act', {
        act: { type: 'vote', body: { motion: voted!.act, yes: false, reason: '同上' } },
      }),
    );
  await until(({ motions }) => motions.get(voted!.act)!.carried === false);
}, 240_000);

it('a score is changed where the law lets it, on a ground that is chosen', async () => {
  await hands.reach(page.getByRole('tab', { name: '排序' }));
  await hands.press('ArrowRight');
  await hands.press('Enter');
  const bidder = peopled.data.bids.find(({ bid }) => bid === DIFFERS.bid)!.name;
  await hands.push(`修改本人评分 ${bidder} 类似业绩`);
  await write('改为', '5');
  await chooseBelow('修改依据', 1);
  await write('理由', '业绩只有一项');
  await hands.push(/^修\s?改$/);
  const key = cellKey(DIFFERS.bid, DIFFERS.item);
  await until((state) => (own(state)?.get(key)?.changes.length ?? 0) > 0);
  expect(own(state())!.get(key)!.changes).toMatchObject([
    { from: '10', to: '5', ground: 'tender-clause', reason: '业绩只有一项' },
  ]);
}, 240_000);

it('who does not agree says why and signs', async () => {
  for (const person of people.values()) person.wake();
  await hands.push('有不同意见');
  await write('理由', '报价分析不充分');
  await hands.push('核对一致，提交不同意见并签字');
  await until(({ signatures }) => signatures.has(AT_WINDOW));
  expect(state().signatures.get(AT_WINDOW)).toMatchObject({ kind: 'dissent', reason: '报价分析不充分' });
}, 240_000);
