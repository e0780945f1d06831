/** The pen of one session: it signs acts in the session's own chain. */
import type { Act, ActType, Bodies, UnsignedAct } from '../../shared/journal/acts.ts';
import { actHash, GENESIS, type Head, signAct } from '../../shared/journal/entry.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';

/** A station's clock: wall time with offset, and the monotonic reading that no clock change touches. */
export interface Clock {
  /** RFC 3339 with seconds and offset. */
  now(): string;
  /** Milliseconds since the station started, a decimal string. */
  mono(): string;
}

export interface SessionAuthor {
  /** The session: its Ed25519 public key, base64url. */
  readonly session: string;
  /** What the next act of this kind would be, not yet signed: to ask `judge` with. */
  draft<T extends ActType>(room: string | null, seen: Head, type: T, body: Bodies[T]): UnsignedAct<T>;
  /** Signs a draft, and moves the session's chain on. */
  sign<T extends ActType>(draft: UnsignedAct<T>): Act<T>;
  /** Signs a draft; the chain stays where it is until `moveOn`, so that an act that could not be kept was never made. */
  signed<T extends ActType>(draft: UnsignedAct<T>): Act<T>;
  moveOn(act: Act): void;
}

/**
 * @param session public key, base64url
 * @param secretKey the session's Ed25519 seed, 32 bytes
 * @param from where the session's chain stands: number and hash of its newest act
 */
export function sessionAuthor(
  crypto: CryptoPort,
  session: string,
  secretKey: Uint8Array,
  clock: Clock,
  from: { seq: number; hash: string } = { seq: 0, hash: GENESIS },
): SessionAuthor {
  let last = from;
  const signed = <T extends ActType>(draft: UnsignedAct<T>): Act<T> =>
    signAct(crypto, secretKey, draft as UnsignedAct) as never;
  const moveOn = (act: Act): void => {
    last = { seq: act.seq, hash: actHash(crypto, act) };
  };
  return {
    session,
    draft: (room, seen, type, body) =>
      ({
        room,
        session,
        seq: last.seq + 1,
        prev: last.hash,
        seen,
        at: clock.now(),
        mono: clock.mono(),
        type,
        body,
      }) as never,
    signed,
    moveOn,
    sign(draft) {
      const act = signed(draft);
      moveOn(act as Act);
      return act;
    },
  };
}
