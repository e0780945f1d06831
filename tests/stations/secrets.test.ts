/**
 * Before the release nobody but the own seat holds what an expert scored: the room's and the other seats' files and memory are searched for scores,
 * remarks, sheet keys, session keys and slip codes, in every form; and every file of the own seat.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { type Launched, launch } from '../../electron/rehearsal/launch.ts';
import { openSeatStore } from '../../electron/seat/seatStore.ts';
import { currentRound } from '../../shared/evaluation/committee.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { readSlipCode, slipSecret } from '../../shared/slip/code.ts';
import { slipKeys } from '../../shared/slip/keys.ts';
import { buildHouse, expert, type House, random, supervisor, sure } from './house.ts';
import { installedStation } from './installed.ts';
import { filesBelow, foundIn, foundInFiles, foundInMemory, type Needle, needles } from './secretForms.ts';

let house: House | undefined;
const running: Launched[] = [];
let program: string;
beforeAll(async () => {
  program = await installedStation();
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.kill();
  await house?.remove();
});

function start(path: string): Launched {
  const one = launch(path, { program });
  running.push(one);
  return one;
}

/** Twelve digits that stand in no file by chance. */
const decimal = (): string =>
  `${[...random(5)].map((byte) => byte % 10).join('')}.${[...random(12)].map((byte) => byte % 10).join('')}`;

test('planted secrets are found in files and in memory, in every form', async () => {
  const secret = `${decimal()}机密`;
  const folder = mkdtempSync(join(tmpdir(), 'planted-'));
  const all = needles('planted', secret);
  const bytes = Buffer.from(secret);
  const written = [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...(['base64', 'base64url'] as const).flatMap((alphabet) =>
      ['', 'x', 'xy'].map((before) => Buffer.from(`${before}${secret}--`).toString(alphabet)),
    ),
  ];
  const planted = [
    bytes,
    ...written.map((text) => Buffer.from(text)),
    ...[secret, ...written].map((text) => Buffer.from(text, 'utf16le')),
    ...[secret, ...written].map((text) => Buffer.from(text, 'utf16le').swap16()),
  ];
  for (const [i, content] of planted.entries()) {
    const name = join(folder, `${i}`);
    writeFileSync(name, Buffer.concat([Buffer.alloc(5000, 1), content, Buffer.alloc(77, 2)]));
    expect(foundIn(readFileSync(name), all), `form ${i}`).not.toEqual([]);
  }
  expect(foundInFiles(folder, needles('absent', decimal()))).toEqual([]);
  rmSync(folder, { recursive: true });
  const holder = spawn(process.execPath, [
    '-e',
    `globalThis.kept = [Buffer.from(process.argv[1]), Buffer.from(process.argv[1], 'utf16le')]; console.log('here'); setInterval(() => kept, 1000)`,
    secret,
  ]);
  await once(holder.stdout, 'data');
  const found = foundInMemory(holder.pid!, all);
  if (found === null)
    console.log('The memory of another process cannot be read here: only files are searched.');
  else expect(found).toEqual(expect.arrayContaining(['planted, as it is', 'planted, UTF-16']));
  holder.kill();
});

test('before the release, nobody else holds what an expert has scored', async () => {
  house = await buildHouse();
  const built = house;
  const lead = supervisor(built);
  const room = start(built.file('room'));
  lead.attach(room.port);
  const secret = 'E2';
  const seats = new Map<string, Launched>();
  const people = new Map<string, ReturnType<typeof expert>>();
  for (const [i, who] of built.members.entries()) {
    const person = expert(built, who);
    const seat = start(await built.addSeat(`${i + 1}`));
    person.attach(seat.port);
    seats.set(who, seat);
    people.set(who, person);
  }
  const watched = people.get(secret)!;
  const cells = (state: RoomState | null): number =>
    (state && currentRound(state)?.cells.get(secret)?.size) ?? 0;
  await watched.until(({ state }) => cells(state) >= 1);
  watched.rest();
  // Everybody else submits; his own sheet holds scores and remarks that are nowhere else.
  const planted: Needle[] = [];
  for (const [n, bid] of ['B1', 'B2', 'B3'].entries()) {
    const [score, remark] = [decimal(), `${decimal()} 备注`];
    const cell = { bid, item: 'T1', score, remark, place: null };
    sure(await watched.window.client.ask('score', cell));
    planted.push(...needles(`score ${n}`, score), ...needles(`remark ${n}`, remark));
  }
  await watched.until(({ status }) => status!.acts.saved === status!.acts.received);
  await lead.until(({ state }) => currentRound(state!)!.submits.size === 4);
  const own = keysOf(built, secret);
  const code = built.slips.get(secret)!;
  const secrets = [
    ...planted,
    ...own,
    ...needles('slip code', code),
    ...needles('slip code', code.replaceAll('-', '')),
    ...needles('slip secret', slipSecret(sure(readSlipCode(code)))),
  ];
  expect(foundInFiles(join(built.folder, 'room'), secrets)).toEqual([]);
  for (let seat = 1; seat <= 5; seat++)
    expect(foundInFiles(join(built.folder, `seat-${seat}`), secrets)).toEqual([]);
  // The own seat's memory is where the expert works; every other one is searched.
  const others = [room, ...[...seats].filter(([who]) => who !== secret).map(([, seat]) => seat)];
  for (const { pid } of others) expect(foundInMemory(pid, secrets) ?? []).toEqual([]);
  // So that the search can find at all what it looks for: the own seat's process holds the key.
  expect(foundInMemory(seats.get(secret)!.pid, own) ?? ['key']).not.toEqual([]);
});

/** The keys that the seat keeps for this person, as its slip opens them: read from a copy of the store, the live one is locked. */
function keysOf(built: House, who: string): Needle[] {
  const number = built.members.indexOf(who) + 1;
  const copy = mkdtempSync(join(tmpdir(), 'keys-'));
  for (const file of filesBelow(join(built.folder, `seat-${number}`)))
    if (/seat\.db(-wal)?$/.test(file.path))
      writeFileSync(join(copy, file.path.split('/').at(-1)!), file.bytes);
  const store = sure(openSeatStore(join(copy, 'seat.db'), crypto, random));
  const holder = { project: 'SMALL-2026-001', lot: '1', who };
  const { atRest, signing } = slipKeys(crypto, sure(readSlipCode(built.slips.get(who)!)), holder);
  const session = sure(store.unlock(store.sessions()[0]!.session, atRest));
  const keys = [
    ...needles('at-rest key', atRest),
    ...needles('slip signing key', signing),
    ...needles('session key', session.secretKey),
    ...needles('age identity', session.identity),
    ...[...session.secretsOf('sheet-key').values()].flatMap((key) => needles('sheet key', key)),
  ];
  store.close();
  rmSync(copy, { recursive: true });
  return keys;
}
