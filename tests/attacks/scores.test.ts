/** Scores under seal: nothing shows before the release, nothing changes after the submission, and nobody mends alone. */
import { describe, expect, it } from 'vitest';
import * as day from '../../electron/rehearsal/day.ts';
import { does } from '../../electron/rehearsal/people.ts';
import { submission } from '../../electron/seat/sheetKeeper.ts';
import { cellKey, cellOf } from '../../shared/evaluation/committee.ts';
import { cellBinding } from '../../shared/evaluation/sheets.ts';
import type { Act, UnsignedAct } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import type { CellContent } from '../../shared/sheets/cell.ts';
import { openCell, sealCell } from '../../shared/sheets/cell.ts';
import {
  attempt,
  crypto,
  MEMBERS,
  playTo,
  playToScores,
  roundIn,
  scoreAndSubmit,
  seatOf,
  verdictOn,
} from '../simulator/room.ts';

/** A score act as a seat makes it, not sent yet. */
function scoreAct(room: day.Room, who: string, cell: string, content: CellContent): Act<'score'> {
  const seat = seatOf(room, who);
  const { room: id, head } = day.state(room);
  const body = { round: roundIn(room).number, ...cellOf(cell), nonce: '', cipher: '' };
  const draft = seat.author.draft(id, head, 'score', body);
  return { ...seat.keeper.sealScore(draft, content), sig: '' };
}

const opens = (room: day.Room, who: string, act: Act<'score'>): boolean =>
  openCell(
    crypto,
    seatOf(room, who).keeper.secrets.keys.get(1)!,
    base64url.decode(act.body.nonce),
    base64url.decode(act.body.cipher),
    cellBinding(act),
  ).ok;

const content = (score: string, remark = '', place: CellContent['place'] = null) => ({
  score,
  remark,
  place,
});

describe('a score’s ciphertext', () => {
  it('is as long for every score, remark and place under 1 KiB', async () => {
    const { room } = await playToScores('lengths');
    const place = {
      document: '技术标.pdf',
      page: 12,
      box: [1, 2, 999, 1000] as [number, number, number, number],
    };
    const contents = [
      content('0'),
      content('40'),
      content('39.5', '很好'),
      content('12.5', 'x'.repeat(900)),
      content('7', '好'.repeat(250), place),
    ];
    const lengths = contents.map((one) => scoreAct(room, 'E1', cellKey('B1', 'T1'), one).body.cipher.length);
    expect(new Set(lengths).size).toBe(1);
    const long = scoreAct(room, 'E1', cellKey('B1', 'T1'), content('7', '好'.repeat(400)));
    expect(
      base64url.decode(long.body.cipher).length -
        base64url.decode(scoreAct(room, 'E1', cellKey('B1', 'T1'), content('7')).body.cipher).length,
    ).toBe(1024);
  });

  it('of another length is refused: it would tell something', async () => {
    const { room } = await playToScores('odd length');
    const act = scoreAct(room, 'E1', cellKey('B1', 'T1'), content('7'));
    for (const bytes of [0, 16, 1039, 1041, 1024]) {
      const body = { ...act.body, cipher: base64url.encode(new Uint8Array(bytes)) };
      expect(verdictOn(room, 'E1', 'score', body), `${bytes}`).toBe('CELL_SIZE');
    }
    expect(verdictOn(room, 'E1', 'score', { ...act.body, nonce: base64url.encode(new Uint8Array(12)) })).toBe(
      'CELL_SIZE',
    );
  });

  it('moved to another cell, act, author, round or time does not open', async () => {
    const { room } = await playToScores('bound');
    const act = scoreAct(room, 'E1', cellKey('B1', 'T1'), content('7'));
    expect(opens(room, 'E1', act)).toBe(true);
    const moved: Act<'score'>[] = [
      { ...act, body: { ...act.body, bid: 'B2' } },
      { ...act, body: { ...act.body, item: 'T2' } },
      { ...act, body: { ...act.body, round: 2 } },
      { ...act, body: { ...act.body, nonce: base64url.encode(new Uint8Array(24)) } },
      { ...act, seq: act.seq + 1 },
      { ...act, prev: 'ab'.repeat(32) },
      { ...act, seen: { ...act.seen, seq: 1 } },
      { ...act, session: seatOf(room, 'E2').author.session },
      { ...act, room: 'ab'.repeat(32) },
      { ...act, at: '2026-05-18T12:00:00Z' },
    ];
    expect(moved.filter((one) => opens(room, 'E1', one))).toEqual([]);
    expect(opens(room, 'E2', act)).toBe(false);
  });

  it('taken from another’s act is unreadable at the release, and counts for nobody', async () => {
    const { room } = await playToScores('copied', MEMBERS.slice(0, 4));
    const cell = cellKey('B1', 'T1');
    const { nonce, cipher } = roundIn(room).cells.get('E1')!.get(cell)!.act.body;
    does(room.world, seatOf(room, 'E5'), 'score', { round: 1, ...cellOf(cell), nonce, cipher });
    scoreAndSubmit(room, 'E5');
    day.releaseAll(room);
    expect(roundIn(room).sheets.get('E5')!.values.get(cell)).toMatchObject({
      fault: 'unreadable',
      score: null,
    });
  });

  it('that opens to anything but a padded canonical cell is unreadable, and stops no fold', async () => {
    const { room } = await playToScores('odd plaintext', MEMBERS.slice(0, 4));
    const seat = seatOf(room, 'E5');
    const key = seat.keeper.secrets.keys.get(1)!;
    const cells = roundIn(room).due;
    const plaintexts = [
      '{"score":"1"}',
      '{"place":null,"remark":"\\ud800","score":"1"}',
      'x',
      '',
      '[]',
      '{"place":null,"remark":"","score":"1e3"}',
    ];
    for (const [i, cell] of cells.entries()) {
      const { room: id, head } = day.state(room);
      const nonce = room.world.chance.bytes(24);
      const draft = seat.author.draft(id, head, 'score', {
        round: 1,
        ...cellOf(cell),
        nonce: base64url.encode(nonce),
        cipher: '',
      });
      const padded = new Uint8Array(1024);
      const text = new TextEncoder().encode(plaintexts[i % plaintexts.length]);
      new DataView(padded.buffer).setUint32(0, i === 5 ? 0xffffffff : text.length);
      padded.set(text, 4);
      const cipher = base64url.encode(
        crypto.xchachaSeal(key, nonce, padded, cellBinding(draft as UnsignedAct<'score'>)),
      );
      room.world.host.receive(seat.author.sign({ ...draft, body: { ...draft.body, cipher } }) as Act);
    }
    day.submit(room, seat);
    day.releaseAll(room);
    expect([...roundIn(room).sheets.get('E5')!.values.values()].map(({ fault }) => fault)).toEqual(
      cells.map(() => 'unreadable'),
    );
  });

  it('is bound by the seal itself, not by the act’s signature alone', () => {
    const [key, nonce] = [new Uint8Array(32).fill(1), new Uint8Array(24)];
    const sealed = sealCell(crypto, key, nonce, content('7'), new Uint8Array([1]));
    expect(openCell(crypto, key, nonce, sealed, new Uint8Array([2])).ok).toBe(false);
    sealed[40]! ^= 1;
    expect(openCell(crypto, key, nonce, sealed, new Uint8Array([1])).ok).toBe(false);
  });
});

describe('the first score', () => {
  it('waits for a majority of the holders to confirm that they can give the key back', async () => {
    const { room } = await playTo('scoring', 'confirmations');
    const E1 = seatOf(room, 'E1');
    const deal = does(room.world, E1, 'deal', (await E1.keeper.dealing(day.state(room)))!);
    const { body } = scoreAct(room, 'E1', cellKey('B1', 'T1'), content('7'));
    for (const [n, who] of ['E2', 'E3', 'E4'].entries()) {
      expect(verdictOn(room, 'E1', 'score', body), `${n} confirmed`).toBe('DEAL_PENDING');
      does(room.world, seatOf(room, who), 'share-ok', { deal });
    }
    expect(verdictOn(room, 'E1', 'score', body)).toBeNull();
  });
});

describe('submitting', () => {
  it('with a cell missing is refused, and says how many: nothing is submitted half', async () => {
    const { room } = await playToScores('half');
    const [first, ...rest] = roundIn(room).due;
    for (const cell of rest) day.scoreCell(room, seatOf(room, 'E1'), cell, '7');
    const body = submission(roundIn(room), 'E1');
    expect(
      verdictOn(room, 'E1', 'submit', {
        ...body,
        cells: body.cells.map((c) => ({ ...c, act: c.act || 'ab'.repeat(32) })),
      }),
    ).toBe('SUBMIT_OPEN');
    expect(verdictOn(room, 'E1', 'submit', { round: 1, cells: [] })).toBe('SUBMIT_OPEN');
    day.scoreCell(room, seatOf(room, 'E1'), first!, '7');
    expect(verdictOn(room, 'E1', 'submit', submission(roundIn(room), 'E1'))).toBeNull();
  });

  it('a list that names an older score, another’s, a cell twice or one too many is refused', async () => {
    const { room } = await playToScores('older score', ['E2']);
    const [cell] = roundIn(room).due;
    day.scoreCell(room, seatOf(room, 'E1'), cell!, '1');
    const older = roundIn(room).cells.get('E1')!.get(cell!)!.hash;
    day.scoreSheet(room, seatOf(room, 'E1'));
    day.scoreCell(room, seatOf(room, 'E1'), cell!, '2');
    const good = submission(roundIn(room), 'E1');
    const others = submission(roundIn(room), 'E2');
    const lists = [
      good.cells.with(0, { ...good.cells[0]!, act: older }),
      others.cells,
      good.cells.with(1, good.cells[0]!),
      [...good.cells, good.cells[0]!],
      [...good.cells].reverse(),
    ];
    for (const cells of lists)
      expect(verdictOn(room, 'E1', 'submit', { round: 1, cells })).toBe('SUBMIT_CELLS');
    expect(verdictOn(room, 'E1', 'submit', good)).toBeNull();
  });

  it('is the end of it: no score, no second list, no new key after it', async () => {
    const { room } = await playToScores('after submit', ['E1']);
    const act = scoreAct(room, 'E1', cellKey('B1', 'T1'), content('7'));
    expect(attempt(room, 'E1', 'score', act.body)).toEqual({ appended: true, code: 'SUBMITTED' });
    expect(verdictOn(room, 'E1', 'submit', submission(roundIn(room), 'E1'))).toBe('SUBMITTED');
    const deal = [...roundIn(room).deals.values()].find(({ dealer }) => dealer === 'E1')!.body;
    expect(verdictOn(room, 'E1', 'deal', { ...deal, commitment: 'ab'.repeat(32) })).toBe('DEAL_CHANGED');
  });

  it('a score of another round, or of a bid or item that is not scored, is refused', async () => {
    const { room } = await playToScores('unknown cell');
    const { body } = scoreAct(room, 'E1', cellKey('B1', 'T1'), content('7'));
    const codes = [
      { ...body, round: 2 },
      { ...body, bid: 'B9' },
      { ...body, item: 'P1' },
    ].map((one) => verdictOn(room, 'E1', 'score', one));
    expect(codes).toEqual(['ROUND', 'CELL_UNKNOWN', 'CELL_UNKNOWN']);
    expect(verdictOn(room, 'S1', 'score', body)).toBe('OFFICE');
  });
});
