/**
 * The seat's side of the link: it connects, and goes on connecting, with ever longer pauses, to the room's host. What is said and heard is
 * others' business; here is only whether there is somebody at the other end, and who.
 */

import type { Agent } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { WebSocket } from 'ws';
import type { Regime } from '../../shared/project/model.ts';
import { spokenTerms } from '../../shared/record/words.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { peerFingerprint } from './pinned.ts';
import { type FromRoom, type FromSeat, fromRoom, LINK_PATH, MESSAGE_LIMIT } from './wire.ts';

export interface LinkState {
  readonly up: boolean;
  /** Attempts since the link was last up. */
  readonly attempt: number;
  /** Why it is not up; null before the first attempt has failed. */
  readonly problem: Refusal | null;
}

export interface SeatLink {
  readonly state: LinkState;
  /** SHA-256 of the TLS public key at the other end, hex; null while there is none. */
  readonly peer: string | null;
  /** Says it where the link is up; what the other end has to get is said again after each connection. */
  say(message: FromSeat): void;
  /** Ends this connection, for a reason that the window shows; the next attempt follows. */
  drop(problem: Refusal | null): void;
  close(): void;
}

/** Milliseconds: the pause after the first failure, doubled up to the longest. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;
/** The room pings every 5 seconds; after this long without a sound the connection is dead, whatever TCP believes. */
const SILENCE = 16_000;
const HANDSHAKE = 10_000;

/**
 * @param options.address `wss://host:port`
 * @param options.agent decides whose TLS key is accepted
 * @param options.hear called for each message in its order
 * @param options.changed the link went up or down, or another attempt failed
 */
export function openSeatLink(options: {
  readonly address: string;
  readonly agent: Agent;
  readonly hear: (message: FromRoom) => void;
  /** The room has pinged. */
  readonly pinged: () => void;
  readonly changed: () => void;
}): SeatLink {
  const { address, agent, hear, changed } = options;
  let socket: WebSocket | null = null;
  let peer: string | null = null;
  let state: LinkState = { up: false, attempt: 0, problem: null };
  let pause: NodeJS.Timeout | undefined;
  let dropped: Refusal | null = null;
  let closed = false;

  function connect(): void {
    const opening = new WebSocket(`${address}${LINK_PATH}`, {
      agent,
      handshakeTimeout: HANDSHAKE,
      maxPayload: MESSAGE_LIMIT,
      perMessageDeflate: false,
    });
    let watch: NodeJS.Timeout | undefined;
    let problem: Refusal | null = null;
    const heard = (): void => {
      clearTimeout(watch);
      watch = setTimeout(() => opening.terminate(), SILENCE);
    };
    socket = opening;
    opening.on('upgrade', (response) => {
      peer = peerFingerprint(response.socket as TLSSocket);
    });
    opening.on('open', () => {
      heard();
      state = { up: true, attempt: 0, problem: null };
      changed();
    });
    opening.on('ping', () => {
      heard();
      if (opening === socket) options.pinged();
    });
    opening.on('message', (data, isBinary) => {
      heard();
      const message = isBinary || opening !== socket ? null : readMessage(String(data));
      if (message === null) drop(unknownMessage);
      else hear(message);
    });
    opening.on('error', (error) => {
      problem = problemOf(error);
      opening.terminate();
    });
    opening.on('close', () => {
      clearTimeout(watch);
      if (opening === socket) lost(dropped ?? problem ?? unreachable);
    });
  }

  function lost(problem: Refusal): void {
    socket = null;
    peer = null;
    dropped = null;
    state = { up: false, attempt: state.attempt + 1, problem };
    if (closed) return;
    pause = setTimeout(connect, pauseBefore(state.attempt));
    changed();
  }

  function drop(problem: Refusal | null): void {
    dropped = problem;
    socket?.terminate();
  }

  connect();
  return {
    get state() {
      return state;
    },
    get peer() {
      return peer;
    },
    say(message) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message), () => undefined);
    },
    drop,
    close() {
      closed = true;
      clearTimeout(pause);
      socket?.terminate();
    },
  };
}

/** Up to half of it is by chance, so that fifteen seats do not all come at once after a restart; the chance decides nothing else. */
function pauseBefore(attempt: number): number {
  const longest = Math.min(FIRST_PAUSE * 2 ** Math.min(attempt - 1, 10), LONGEST_PAUSE);
  return longest * (0.5 + Math.random() / 2);
}

function readMessage(text: string): FromRoom | null {
  try {
    return fromRoom.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const unreachable = refusal(
  'ROOM_UNREACHABLE',
  '暂时无法连接评标室主机；您可以继续评审，记录已保存在本席位，恢复连接后自动送达',
  'The room’s host cannot be reached at present. Go on: your work is saved at this seat and travels when the link is back',
);

/** @param regime null while no room is known, and so its law is not either */
export const wrongKey = (regime: Regime | null): Refusal =>
  refusal(
    'PEER_KEY',
    `所连主机的证书指纹与本席位所信任的不符，未向其发送任何评审内容；请举手示意${spokenTerms('zh', regime).supervisor}核对主机`,
    'The host that answers has another key than the one this seat trusts; nothing of the evaluation was sent to it. Raise your hand for the supervisor to check the host',
  );

const unknownMessage = refusal(
  'LINK_FORM',
  '主机发来的消息格式不符；请核对两端的软件版本',
  'The host sent a message that this version does not know; compare the versions of both programs',
);

const problemOf = (error: Error & { code?: string }): Refusal =>
  error.code === 'PEER_KEY' ? wrongKey(null) : unreachable;
