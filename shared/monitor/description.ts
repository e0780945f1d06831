/**
 * What a session description (SDP, RFC 8866) asks for, as far as the live picture of a seat and its calls are concerned: a seat only ever sends one camera
 * and one microphone, a window only ever receives; in a call each side sends a microphone. What asks for anything else goes nowhere.
 */
import { z } from 'zod';

/** A description as text; the bridge, the link and the monitor carry it. */
export const sdpForm = z
  .string()
  .max(24_000)
  .regex(/^v=0\r\n[\x20-\x7e\r\n]*\r\n$/);

interface Media {
  /** `video`, `audio`, or whatever else is asked for. */
  readonly kind: string;
  readonly direction: string;
}

const DIRECTION = /^a=(sendrecv|sendonly|recvonly|inactive)\r?$/m;

/** The media sections in their order; a section without a direction has the session's, which is `sendrecv` where it is not given (RFC 8866, 6.7). */
function mediaOf(sdp: string): Media[] {
  const [session = '', ...sections] = sdp.split(/^(?=m=)/m);
  const fallback = DIRECTION.exec(session)?.[1] ?? 'sendrecv';
  return sections.map((section) => ({
    kind: /^m=(\S+)/.exec(section)?.[1] ?? '',
    direction: DIRECTION.exec(section)?.[1] ?? fallback,
  }));
}

const atMostOnce = (media: readonly Media[]): boolean =>
  media.filter(({ kind }) => kind === 'video').length <= 1 &&
  media.filter(({ kind }) => kind === 'audio').length <= 1;

/** A seat's offer: a camera, a microphone, or both; each sent and nothing received. */
export function isPublication(sdp: string): boolean {
  const media = mediaOf(sdp);
  const known = media.every(
    ({ kind, direction }) => ['video', 'audio'].includes(kind) && direction === 'sendonly',
  );
  return known && media.length > 0 && atMostOnce(media);
}

/** A window's offer to receive one seat's picture, and its sound where that is said. */
export function isViewing(sdp: string, sound: boolean): boolean {
  const media = mediaOf(sdp);
  const kinds = media.map(({ kind }) => kind).sort();
  const asked = sound ? 'audio video' : 'video';
  return kinds.join(' ') === asked && media.every(({ direction }) => direction === 'recvonly');
}

/** A call's offer or answer: one microphone each way, and no picture. */
export function isCall(sdp: string): boolean {
  const media = mediaOf(sdp);
  return media.length === 1 && media[0]!.kind === 'audio' && media[0]!.direction === 'sendrecv';
}

/** Dotted IPv4, or IPv6: no name, which somebody would have to be asked for. */
const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$/;

/** `a=candidate:<foundation> <component> <transport> <priority> <address> <port> typ <type>` (RFC 8839, 5.1). */
function isHostCandidate(line: string): boolean {
  const [, , transport = '', , address = '', , typ, type] = line.split(' ');
  return transport.toLowerCase() === 'udp' && ADDRESS.test(address) && typ === 'typ' && type === 'host';
}

/** The same description with no candidate but the machine's own UDP addresses: none that a server was asked for, none by name. */
export const withHostCandidates = (sdp: string): string =>
  sdp
    .split('\r\n')
    .filter((line) => !line.startsWith('a=candidate:') || isHostCandidate(line))
    .join('\r\n');
