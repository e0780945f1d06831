/** What a session signs when it offers its camera and microphone to the room's monitor, and the words for what becomes of them. */
import { signedBytes } from '../journal/domain.ts';
import { base64url } from '../journal/encoding.ts';
import type { Session } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';

/** `low`: a small picture now and then, for the wall; `high`: somebody looks at it. */
export const RATES = ['low', 'high'] as const;
export type Rate = (typeof RATES)[number];

/** `live`: pictures arrive; `none`: the seat is connected and sends none; `lost`: the seat, or its stream, is not in reach. */
export const PICTURES = ['live', 'none', 'lost'] as const;
export type Picture = (typeof PICTURES)[number];

/** Bound to the room, the session and the monitor's start: an offer that was overheard is of no use anywhere else. */
export interface Publication {
  readonly room: string;
  readonly session: string;
  readonly monitor: number;
  readonly sdp: string;
}

/** The session's signature, base64url. @param secretKey the session's Ed25519 seed */
export const signPublication = (
  crypto: CryptoPort,
  secretKey: Uint8Array,
  publication: Publication,
): string => base64url.encode(crypto.ed25519Sign(secretKey, signedBytes('publication', publication)));

export const publicationSigned = (crypto: CryptoPort, publication: Publication, sig: string): boolean =>
  crypto.ed25519Verify(
    base64url.decode(publication.session),
    signedBytes('publication', publication),
    base64url.decode(sig),
  );

/** Whose camera may be watched: a member who has been admitted and sits there now. */
export const isWatched = (session: Session | undefined): boolean =>
  session !== undefined && session.role === 'member' && session.admitted !== null && session.closed === null;
