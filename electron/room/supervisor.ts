/** What the supervisor does at the room's host: enters the slip, opens, admits, leads, closes; takes a lost room back. */

import { activeSession, thresholdFor } from '../../shared/evaluation/committee.ts';
import { TERMS } from '../../shared/evaluation/terms.ts';
import type { Act, ActType, Bodies, UnsignedAct } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { judge } from '../../shared/journal/fold.ts';
import type { RoomPackage, RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { type SlipOwner, slipOwner } from '../../shared/slip/holder.ts';
import type { RoomEngine } from '../host/roomEngine.ts';
import { lostRoom, takeBack } from '../host/takeBack.ts';
import { type RecoveryClaim, signClaim } from '../link/recoveryClaim.ts';
import type { SeatStore } from '../seat/seatStore.ts';
import { begin, behind, type Desk, resume } from '../session/desk.ts';
import type { Clock } from '../session/sessionAuthor.ts';
import { SOFTWARE } from '../software.ts';
import { slipFirst } from './slipFirst.ts';

export interface Saved {
  readonly act: string;
  readonly seq: number;
}

export interface Supervisor {
  person(): { readonly who: string; readonly name: string } | null;
  desk(): Desk | null;
  enterSlip(typed: string): Promise<Result<{ who: string; name: string }>>;
  open(demonstration: boolean): Promise<Result<Saved>>;
  admit(entering: {
    readonly session: string;
    readonly seat: string;
    readonly letter: boolean;
    readonly moves: boolean;
  }): Promise<Result<Saved>>;
  act<T extends ActType>(type: T, body: Bodies[T]): Promise<Result<Saved>>;
  rebuild(reason: string): Promise<Result<Saved>>;
}

/**
 * @param options.host this machine's host key and TLS key, as an opening or a `host` act names them
 * @param options.intercom what the station file allows, for the opening
 * @param options.keepClaim makes a claim durable, so that it is shown after a restart as well
 */
export function supervisor(options: {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  readonly clock: Clock;
  readonly pkg: RoomPackage;
  readonly store: SeatStore;
  readonly engine: RoomEngine;
  readonly host: { readonly key: string; readonly tls: string };
  /** The recipient of camera and sound where seats are recorded; null: they are not. */
  readonly recording: string | null;
  readonly keepClaim: (claim: RecoveryClaim) => Promise<void>;
  readonly intercom: NonNullable<Bodies['open']['intercom']>;
}): Supervisor {
  const { crypto, random, pkg, store, engine, host } = options;
  const terms = TERMS[pkg.data.project.regime];
  let owner: SlipOwner | null = null;
  let desk: Desk | null = null;
  const state = (): RoomState => engine.state();

  /** What was kept and has not come into the journal: after a full disk, or a kill between the two writes. */
  async function flush(): Promise<Result<void>> {
    if (desk === null) return accept(undefined);
    const last = state().sessions.get(desk.session)?.last;
    // A host with an older disk that has caught up holds acts of this session that its store does not: another session goes on.
    if (owner !== null && behind(desk, last)) {
      const entered = await signIn(owner);
      return entered.ok ? accept(undefined) : entered;
    }
    for (const { text } of desk.acts((last?.seq ?? 0) + 1)) {
      const received = await engine.receive(JSON.parse(text) as Act);
      if (!received.ok) return received;
    }
    return accept(undefined);
  }

  async function put<T extends ActType>(type: T, body: Bodies[T]): Promise<Result<Saved>> {
    if (desk === null) return refuse(slipFirst(pkg));
    const flushed = await flush();
    if (!flushed.ok) return flushed;
    const draft = desk.draft(state().room, state().head, type, body);
    const unwise = judge(crypto, state(), draft as UnsignedAct);
    if (unwise !== null) return refuse(unwise);
    const made = desk.write(draft);
    return made.ok ? received(made.value as Act) : made;
  }

  /** Stored by the room, and of effect there: what came in between may have made it void. */
  async function received(act: Act): Promise<Result<Saved>> {
    const answer = await engine.receive(act);
    if (!answer.ok) return answer;
    const without = state().refused.find(({ seq }) => seq === answer.value.seq);
    return without === undefined ? accept({ act: answer.value.act, seq: act.seq }) : refuse(without.refusal);
  }

  async function signIn(who: SlipOwner): Promise<Result<Saved>> {
    const { room, head } = state();
    const { tls } = state().host!;
    const made = await begin(options, who, pkg, { room, tls, seen: head }, ({ recipient, slip }) => ({
      type: 'sign-in',
      body: { who: who.who, recipient, tls, slip },
    }));
    if (!made.ok) return made;
    desk = made.value;
    const flushed = await flush();
    if (!flushed.ok) return flushed;
    return admit({ session: desk.session, seat: 'room', letter: false, moves: true });
  }

  async function admit(
    { session, seat, letter, moves }: Parameters<Supervisor['admit']>[0],
    attempts = 5,
  ): Promise<Result<Saved>> {
    const entering = state().sessions.get(session);
    if (entering === undefined)
      return refuse(refusal('ADMIT_UNKNOWN', '没有与之相符的签到记录', 'No sign-in matches this admission'));
    const older = activeSession(state(), entering.who);
    if (older !== undefined && !moves) {
      const person = pkg.data.committee.find((m) => m.expert === entering.who)?.name ?? entering.who;
      return refuse(
        refusal(
          'ALREADY_SEATED',
          `${person}已在 ${older.seat} 号席位；请当面核对身份。如确需换席位，请选择“换席位”，原席位随即关闭`,
          `${person} already sits at seat ${older.seat}. Check the person’s identity; if he is to move, choose “move”, which closes the other seat`,
        ),
      );
    }
    const admitted = await put('admit', {
      signIn: entering.signIn,
      session,
      seat,
      ...(letter ? { letter } : {}),
      ...(older === undefined ? {} : { closes: { session: older.key, last: older.last.seq } }),
    });
    // The seat that is left made another act meanwhile: the number at which it is closed is another one.
    const crossed = !admitted.ok && admitted.refusals[0]!.code === 'ADMIT_CLOSES';
    return crossed && attempts > 1 ? admit({ session, seat, letter, moves }, attempts - 1) : admitted;
  }

  return {
    person: () => (owner === null ? null : { who: owner.who, name: owner.name }),
    desk: () => desk,
    admit: (entering) => admit(entering),
    act: put,
    async enterSlip(typed) {
      const found = slipOwner(crypto, pkg, typed);
      if (!found.ok) return found;
      if (found.value.role !== 'supervisor')
        return refuse(
          refusal(
            'SLIP_OFFICE',
            `这是${terms.member}的凭证，请在席位上使用；此处请输入${terms.supervisor}的凭证`,
            'This is an expert’s slip, for a seat; enter a supervisor’s here',
          ),
        );
      owner = found.value;
      const { who, name } = owner;
      if (state().room !== null && state().host?.key === host.key && state().closed === null) {
        const entered = await resumeOrSignIn(owner);
        if (!entered.ok) return entered;
      } else if (state().closed !== null) reopen(owner);
      return accept({ who, name });
    },
    async open(demonstration) {
      if (owner === null) return refuse(slipFirst(pkg));
      if (state().room !== null)
        return refuse(refusal('ROOM_OPEN', '评标室已经开启', 'The room is open already'));
      if (lostRoom(engine.seats()) !== null)
        return refuse(
          refusal(
            'ROOM_LOST',
            '各席位保存有一个尚未结束的评标室，本机没有；请先核实，选择“从席位恢复”，不得另开一室',
            'The seats hold a room that is not finished and that this machine lacks. Take it back from them; do not open another',
          ),
        );
      const members = state().members;
      const { who } = owner;
      const made = await begin(
        options,
        owner,
        pkg,
        { room: null, tls: host.tls, seen: state().head },
        ({ recipient, slip }) => ({
          type: 'open',
          body: {
            package: pkg.digest,
            nonce: base64url.encode(random(32)),
            supervisor: who,
            recipient,
            slip,
            host: host.key,
            tls: host.tls,
            demonstration,
            software: SOFTWARE,
            recording: { due: options.recording !== null, recipient: options.recording },
            intercom: options.intercom,
            expected: { members: [...members], supervisors: [who] },
            threshold: thresholdFor(members.length),
          },
        }),
      );
      if (!made.ok) return made;
      desk = made.value;
      return received(JSON.parse(desk.acts(1)[0]!.text) as Act);
    },
    async rebuild(reason) {
      if (owner === null) return refuse(slipFirst(pkg));
      const room = state().room ?? lostRoom(engine.seats());
      if (room === null || state().host?.key === host.key)
        return refuse(
          refusal('NO_LOST_ROOM', '没有需要恢复的评标室', 'There is no lost room that could be taken back'),
        );
      const claim = signClaim(crypto, owner.keys.signing, {
        package: pkg.digest,
        room,
        supervisor: owner.who,
        host: host.key,
        tls: host.tls,
      });
      await options.keepClaim(claim);
      engine.show(claim);
      const taken = await takeBack(crypto, pkg, engine, room);
      if (!taken.ok) return taken;
      engine.goOn();
      const entered = await signIn(owner);
      if (!entered.ok) return entered;
      const hosted = await put('host', { host: host.key, tls: host.tls, reason });
      if (hosted.ok) engine.show(claim);
      return hosted;
    },
  };

  /** The kept session, where it still counts; a new one that admits itself where its machine's store was lost, or is an older one. */
  async function resumeOrSignIn(who: SlipOwner): Promise<Result<unknown>> {
    if (reopen(who)) return flush();
    return signIn(who);
  }

  function reopen(who: SlipOwner): boolean {
    const kept = store.sessions().findLast((s) => {
      const session = state().sessions.get(s.session);
      return (
        s.who === who.who && s.room === state().room && session?.admitted != null && session.closed === null
      );
    });
    if (kept === undefined) return false;
    const opened = resume(options, who, kept.session);
    if (!opened.ok || behind(opened.value, state().sessions.get(kept.session)?.last)) return false;
    desk = opened.value;
    return true;
  }
}
