import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { type LedBoard, openLedBoard } from '../../electron/devices/simulator/board.ts';
import { hostKeyIn } from '../../electron/room/hostKey.ts';
import { signLines } from '../../shared/devices/board.ts';
import { crypto } from '../simulator/room.ts';
import { random, sure } from '../stations/house.ts';

import {
  closing,
  deviceRooms,
  folder,
  hostKey,
  house,
  keyOf,
  now,
  open,
  register,
  roomHere,
  seedOf,
} from './deviceRoom.ts';

deviceRooms();

describe('the hall’s board', () => {
  let board: LedBoard;
  let shown: string[];
  async function boardAt(port: number): Promise<void> {
    board = await openLedBoard({
      crypto,
      id: 'hall',
      secretKey: seedOf('hall'),
      host: hostKey,
      listen: { host: '127.0.0.1', port },
      memory: join(folder, 'hall.memory'),
      onShown: ({ zh }) => void shown.push(zh.join(' ')),
    });
  }
  beforeEach(async () => {
    shown = [];
    await boardAt(0);
    closing.push(() => board.close());
    register({ id: 'hall', kind: 'board', address: `http://127.0.0.1:${board.port}` });
  });

  it('shows the newest state, also after it was away, and the room says when it does not', async () => {
    const window = await roomHere();
    await open(window);
    while (shown.length === 0) await pause(5);
    expect(shown).toEqual([`签到准入 等待 ${house.members.length} 名专家签到`]);
    const { port } = board;
    await board.close();
    sure(await window.client.ask('act', { act: { type: 'pause', body: { reason: '午餐', present: [] } } }));
    await window.until(({ status }) => status.devices[0]!.problem?.code === 'BOARD_UNREACHABLE');
    sure(await window.client.ask('act', { act: { type: 'resume', body: { present: [] } } }));
    sure(await window.client.ask('act', { act: { type: 'pause', body: { reason: '停电', present: [] } } }));
    await boardAt(port);
    await window.until(({ status }) => status.devices[0]!.problem === null);
    expect(shown.slice(1)).toEqual(['签到准入 评标暂停']);
    expect(board.shown()!.seq).toBe(4);
  });

  it('shows nothing that the host has not signed, and nothing older than before', async () => {
    const window = await roomHere();
    await open(window);
    while (board.shown() === null) await pause(5);
    const { room, seq } = board.shown()!;
    const lines = (by: Uint8Array, change: object) =>
      JSON.stringify(
        signLines(crypto, by, {
          ...{ board: 'hall', room, seq, at: now() },
          ...{ zh: ['签到准入', '评标已结束'], en: ['sign-in', 'The evaluation is over'] },
          ...change,
        }),
      );
    const put = async (body: string): Promise<number> =>
      (await fetch(`http://127.0.0.1:${board.port}/lines`, { method: 'PUT', body })).status;
    const host = sure(await hostKeyIn(crypto, random, folder)).secretKey;
    expect(await put(lines(seedOf('hall'), {}))).toBe(403);
    expect(await put(lines(host, { board: 'other' }))).toBe(403);
    expect(await put(lines(host, { seq: 1, room: 'ab'.repeat(32), at: '2020-01-01T00:00:00Z' }))).toBe(409);
    expect(await put(lines(host, {}).replace('评标已结束', '87.5'))).toBe(400);
    expect(board.shown()!.zh[1]).not.toBe('评标已结束');
    expect(await put(lines(host, {}))).toBe(200);
  });

  it('with another key than the registered one is found out', async () => {
    const file = house.file('room');
    writeFileSync(file, readFileSync(file, 'utf8').replace(keyOf('hall'), keyOf('east')));
    const window = await roomHere();
    await open(window);
    await window.until(({ status }) => status.devices[0]!.problem?.code === 'BOARD_RECEIPT');
  });
});
