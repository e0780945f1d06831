/** What each act is told as, and what is left out of it. */
import { describe, expect, it } from 'vitest';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does, enter } from '../../../../electron/rehearsal/people.ts';
import { signEvent, type UnsignedEvent } from '../../../../shared/devices/event.ts';
import { type Message, messagesOf } from '../../../../shared/gateway/messages.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import { actHash } from '../../../../shared/journal/entry.ts';
import { evolve, judge } from '../../../../shared/journal/fold.ts';
import {
  arrived,
  attempt,
  copyOf,
  crypto,
  goTo,
  type Play,
  playTo,
  playToScores,
  seatOf,
} from '../../../simulator/room.ts';
import { toldOf } from '../../../simulator/told.ts';

/** What the room tells of what `act` does in it. */
async function telling({ room, entries }: Play, act: () => unknown): Promise<Message[]> {
  const before = entries.length;
  await act();
  return toldOf(room.world.pkg, entries).slice(before).flat();
}
const dataOf = (messages: Message[]) => messages.map(({ type, data }) => [type, data]);

describe('who is in the room', () => {
  it('is told with role and seat, from the opening on', async () => {
    const { room, entries } = await arrived('people');
    const told = toldOf(room.world.pkg, entries).flat();
    const admission = { step: 'admit', who: 'S1', role: 'supervisor', seat: null, replaces: null };
    expect(dataOf(told.slice(0, 4))).toEqual([
      ['sealroom.admission.v1', admission],
      ['sealroom.phase.v1', { phase: 'sign-in' }],
      ['sealroom.admission.v1', { ...admission, step: 'sign-in', who: 'E1', role: 'member' }],
      ['sealroom.admission.v1', { ...admission, who: 'E1', role: 'member', seat: '1' }],
    ]);
    const opening = actHash(crypto, entries[0]!.act);
    expect(told[0]).toEqual({
      specversion: '1.0',
      id: opening,
      source: `urn:sealroom:room:${opening}`,
      type: 'sealroom.admission.v1',
      time: entries[0]!.at,
      datacontenttype: 'application/json',
      data: admission,
    });
    expect(told[1]!.id).toBe(`${opening}.phase`);
  });

  it('is told without a seat’s label once bids are being judged', async () => {
    for (const [phase, seat] of [
      ['reading', '1'],
      ['review', null],
      ['scoring', null],
    ] as const) {
      const play = await playTo(phase, `moves in ${phase}`);
      const told = await telling(play, () => moveTo(play, '1'));
      expect(told.at(-1)!.data, phase).toMatchObject({ step: 'admit', who: 'E3', seat });
    }
  });

  it('is told without a label that is more than the number of a desk', async () => {
    for (const label of ['B1 = 87.5', '87.5', 'B1 fails ', 'x'.repeat(9)]) {
      const play = await playTo('chair', `label ${label}`);
      const told = await telling(play, () => moveTo(play, label));
      expect(told.at(-1)!.data).toMatchObject({ seat: null });
    }
  });

  it('a substitute is told without the ground, and the phase that the room goes back to', async () => {
    const play = await playToScores('substitute');
    const { room } = play;
    const act = does(room.world, seatOf(room, 'E5'), 'recuse', { ground: 'kin', reason: '近亲属' });
    const told = await telling(play, () =>
      does(room.world, room.supervisor, 'substitute', {
        out: 'E5',
        in: 'R1',
        ground: { kind: 'recusal', act },
      }),
    );
    expect(dataOf(told)).toEqual([
      [
        'sealroom.admission.v1',
        { step: 'substitute', who: 'R1', role: 'member', seat: null, replaces: 'E5' },
      ],
      ['sealroom.phase.v1', { phase: 'review' }],
    ]);
    expect(told[1]!.id).toBe(`${told[0]!.id}.phase`);
  });
});

/** An expert goes on in another session, at a seat of this name. */
const moveTo = ({ room }: Play, seat: string) => enter(room.world, room.supervisor, 'E3', seat);

describe('the course of the day', () => {
  it('is told by the phases’ names, a pause without its reason', async () => {
    const play = await playTo('reading', 'course');
    const { room } = play;
    expect(
      dataOf(
        await telling(play, () => {
          does(room.world, room.supervisor, 'pause', { reason: '午餐', present: ['E1'] });
          does(room.world, room.supervisor, 'resume', { present: ['E1'] });
          day.read(room);
          day.proceed(room);
        }),
      ),
    ).toEqual([
      ['sealroom.pause.v1', {}],
      ['sealroom.resume.v1', {}],
      ['sealroom.phase.v1', { phase: 'review' }],
    ]);
  });

  it('an act without effect tells nothing', async () => {
    const play = await playTo('reading', 'no effect');
    const told = await telling(play, () => {
      expect(attempt(play.room, 'E1', 'pause', { reason: '午餐', present: [] }).code).toBe('OFFICE');
      expect(attempt(play.room, 'S1', 'resume', { present: [] }).code).toBe('NOT_PAUSED');
      expect(attempt(play.room, 'S1', 'proceed', { to: 'scoring' }).code).toBe('PHASE');
    });
    expect(told).toEqual([]);
  });

  it('scores, reviews, votes and what belongs to them tell nothing', async () => {
    const play = await playTo('review', 'silence');
    const { room } = play;
    expect(await telling(play, () => day.review(room))).toEqual([]);
    await goTo(room, 'scoring');
    await day.exchangeKeys(room);
    const told = await telling(play, () => {
      day.scoreAll(room);
      day.releaseAll(room);
      day.carryMotion(room, seatOf(room, 'E1'), { kind: 'stop', reason: '重大缺陷' });
    });
    expect(told).toEqual([]);
  });
});

describe('alarms', () => {
  it('are told by known names and without their texts', async () => {
    const play = await playTo('reading', 'alarms');
    const { room } = play;
    const raise = (kind: string, about: string) =>
      does(room.world, room.supervisor, 'alarm', { kind, level: 2, about, text: 'B1 87.5' });
    let alarm = '';
    const told = await telling(play, () => {
      alarm = raise('door', '东门');
      raise('B1 87.5', 'E2');
      does(room.world, room.supervisor, 'alarm-seen', { alarm, note: 'B1 87.5' });
    });
    expect(dataOf(told)).toEqual([
      ['sealroom.alarm.v1', { kind: 'door', level: 2, about: null }],
      ['sealroom.alarm.v1', { kind: 'other', level: 2, about: 'E2' }],
      ['sealroom.alarm-seen.v1', { alarm }],
    ]);
    expect(told[0]!.id).toBe(alarm);
  });

  it('of a member’s seat are about that member, whatever they say', async () => {
    const play = await playTo('scoring', 'own alarm');
    const told = await telling(play, () => {
      attempt(play.room, 'E3', 'alarm', { kind: 'screen', level: 3, about: 'E5', text: '87.5' });
      attempt(play.room, 'E3', 'recording-gap', {
        track: 'screen',
        from: '2026-05-18T09:00:00Z',
        to: '2026-05-18T09:00:01Z',
        reason: '87.5',
      });
    });
    expect(dataOf(told)).toEqual([
      ['sealroom.alarm.v1', { kind: 'screen', level: 3, about: 'E3' }],
      ['sealroom.alarm.v1', { kind: 'recording-gap', level: 2, about: 'E3' }],
    ]);
  });
});

describe('devices', () => {
  it('are told by kind and event of the fixed list, never by their own name', async () => {
    const play = await playTo('scoring', 'devices');
    const { world } = play.room;
    const secret = new Uint8Array(32).fill(1);
    const at = '2026-05-18T09:30:00Z';
    const report: UnsignedEvent = {
      ...{ device: 'B1-875', kind: 'door' as const, event: 'door-forced', counter: 1 },
      ...{ nonce: 'AAECAwQFBgcICQoLDA0ODw', at, sent: at, room: 'ab'.repeat(32) },
    };
    const { format: _, ...event } = signEvent(crypto, secret, report);
    const { device, event: name, ...rest } = event;
    const signed = { ...rest, key: base64url.encode(crypto.ed25519PublicKey(secret)) };
    const body = { device, event: name, text: '', signed };
    const state = copyOf(world.host.state());
    const act = { type: 'device', session: world.hostKey, body } as never;
    const judged = (change: object) =>
      judge(crypto, state, { ...(act as object), body: { ...body, ...change } } as never);
    expect(judged({})).toBeNull();
    expect(judged({ event: 'door-opened' })?.code).toBe('DEVICE_SIGNATURE');
    expect(judged({ text: '87.5' })?.code).toBe('DEVICE_SIGNATURE');
    const entry = { act, at: state.at!, prev: state.head.hash, seq: state.head.seq + 1 };
    const after = evolve(crypto, state, entry, { act: '1'.repeat(64), entry: '2'.repeat(64), bytes: 1000 });
    const told = messagesOf('scoring', after, entry, '1'.repeat(64));
    expect(dataOf(told)).toEqual([['sealroom.device.v1', { device: 'door', event: 'door-forced' }]]);
    expect(after.alarms.get('1'.repeat(64))).toMatchObject({ body: { kind: 'door-forced', level: 3 } });
    expect(judge(crypto, after, act)?.code, 'a second time').toBe('DEVICE_COUNTER');
  });
});

describe('an intervention', () => {
  it('is told with its supervisor, and without what it was about or why', async () => {
    for (const phase of ['reading', 'scoring'] as const) {
      const play = await playTo(phase, `intervention in ${phase}`);
      const told = await telling(play, () =>
        does(play.room.world, play.room.supervisor, 'intervene', { about: 'B1 87.5', reason: 'E3 → 87.5' }),
      );
      expect(dataOf(told)).toEqual([['sealroom.intervention.v1', { by: 'S1' }]]);
      expect(JSON.stringify(told)).not.toContain('87.5');
    }
  });
});

describe('questions and answers', () => {
  const ask = ({ room }: Play): string =>
    does(room.world, seatOf(room, 'E1'), 'question', {
      bid: 'B1',
      text: '请说明工期',
      place: { document: '87.5', page: 875, box: [8, 7, 5, 0] },
    });
  const reply = ({ room }: Play, question: string) =>
    does(room.world, room.supervisor, 'answer', {
      question,
      text: '九十日',
      document: 'cd'.repeat(32),
      signedBy: '投标人',
    });

  it('are told with their texts and without the place, as long as nothing can have been scored', async () => {
    const play = await playTo('review', 'letters');
    let question = '';
    const told = await telling(play, () => {
      question = ask(play);
      reply(play, question);
    });
    expect(dataOf(told)).toEqual([
      ['sealroom.question.v1', { bid: 'B1', text: '请说明工期' }],
      ['sealroom.answer.v1', { question, text: '九十日', document: 'cd'.repeat(32), signedBy: '投标人' }],
    ]);
  });

  it('are told without their texts from the first scoring round on, and after going back', async () => {
    const play = await playToScores('late letters');
    const withheld = (told: Message[], question: string) =>
      expect(dataOf(told)).toEqual([
        ['sealroom.question.v1', { bid: 'B1', text: null }],
        ['sealroom.answer.v1', { question, text: null, document: null, signedBy: null }],
      ]);
    for (const back of [false, true]) {
      if (back) {
        const act = does(play.room.world, seatOf(play.room, 'E1'), 'back', { to: 'review', reason: '复核' });
        does(play.room.world, play.room.supervisor, 'witness', { act });
      }
      let question = '';
      withheld(
        await telling(play, () => {
          question = ask(play);
          reply(play, question);
        }),
        question,
      );
    }
  });
});
