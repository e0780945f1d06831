/** Sign-ins at seats that nobody expects. */
import * as day from '../../electron/rehearsal/day.ts';
import type { Seat } from '../../electron/rehearsal/people.ts';
import { sessionAuthor } from '../../electron/session/sessionAuthor.ts';
import { signInBytes } from '../../shared/evaluation/admission.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { crypto, type Play, seatOf, signed } from '../simulator/room.ts';

/** A seat that nobody has admitted, with keys of its own. */
export async function stranger({ room }: Play, who: string): Promise<Seat> {
  const secretKey = room.world.chance.bytes(32);
  const session = base64url.encode(crypto.ed25519PublicKey(secretKey));
  const keys = await room.world.newIdentity();
  const author = sessionAuthor(crypto, session, secretKey, room.world.clock);
  return { ...seatOf(room, 'E1'), ...keys, who, secretKey, author };
}

/** A sign-in by `seat`, its statement signed by the slip of `slip` and with whatever is changed in it. */
export function signIn(
  play: Play,
  seat: Seat,
  { slip = seat.who, said = {} as object, tls = play.room.world.tls } = {},
) {
  const { room } = play;
  const { recipient, who } = seat;
  const statement = {
    package: room.world.pkg.digest,
    who,
    room: day.state(room).room,
    session: seat.author.session,
    recipient,
    tls,
  };
  const bytes = signInBytes({ ...statement, ...said });
  const signature = crypto.ed25519Sign(play.slips.get(slip)!, bytes);
  return signed(room, seat, 'sign-in', { who, recipient, tls, slip: base64url.encode(signature) });
}

/** What a host answers that does not append. */
export const REFUSED = (code: string) => ({ appended: false, code });
