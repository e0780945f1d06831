import { expect, it } from 'vitest';
import {
  isCall,
  isPublication,
  isViewing,
  sdpForm,
  withHostCandidates,
} from '../../../../shared/monitor/description.ts';

const HEAD = 'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';
const media = (kind: string, direction?: string): string =>
  `m=${kind} 9 UDP/TLS/RTP/SAVPF 96\r\n${direction === undefined ? '' : `a=${direction}\r\n`}`;
const sdp = (...sections: string[]): string => HEAD + sections.join('');

it('a seat sends one camera and one microphone, or one of them', () => {
  for (const sections of [['video', 'audio'], ['video'], ['audio']])
    expect(isPublication(sdp(...sections.map((kind) => media(kind, 'sendonly'))))).toBe(true);
});

it('a seat sends no second picture, no data, and receives nothing', () => {
  const camera = media('video', 'sendonly');
  expect(isPublication(sdp(camera, camera))).toBe(false);
  expect(isPublication(sdp(camera, media('audio', 'sendonly'), media('audio', 'sendonly')))).toBe(false);
  expect(isPublication(sdp(camera, media('application', 'sendonly')))).toBe(false);
  expect(isPublication(sdp(media('video', 'sendrecv')))).toBe(false);
  expect(isPublication(sdp(media('video', 'recvonly')))).toBe(false);
  expect(isPublication(sdp())).toBe(false);
});

it('a section without a direction has the session’s, and that is sendrecv where none is given', () => {
  expect(isPublication(sdp(media('video')))).toBe(false);
  expect(isPublication(`${HEAD}a=sendonly\r\n${media('video')}`)).toBe(true);
});

it('a window receives one picture, and sound exactly where that is asked for', () => {
  const [video, audio] = [media('video', 'recvonly'), media('audio', 'recvonly')];
  expect(isViewing(sdp(video), false)).toBe(true);
  expect(isViewing(sdp(video, audio), true)).toBe(true);
  expect(isViewing(sdp(video, audio), false)).toBe(false);
  expect(isViewing(sdp(video), true)).toBe(false);
  expect(isViewing(sdp(media('video', 'sendrecv')), false)).toBe(false);
});

it('keeps the machine’s own UDP addresses and no other candidate', () => {
  const own = [
    'a=candidate:1 1 udp 2122 192.168.20.7 40189 typ host generation 0',
    'a=candidate:2 1 UDP 2122 fd00::2 51117 typ host',
  ];
  const others = [
    'a=candidate:3 1 udp 2122 8f1c.local 40189 typ host',
    'a=candidate:4 1 tcp 1518 192.168.20.7 55939 typ host tcptype passive',
    'a=candidate:5 1 udp 1686 203.0.113.9 40189 typ srflx raddr 192.168.20.7 rport 40189',
    'a=candidate:6 1 udp 41885 203.0.113.9 3478 typ relay raddr 0.0.0.0 rport 0',
  ];
  const kept = withHostCandidates(
    `${sdp(media('video', 'sendonly'))}${[...own, ...others].join('\r\n')}\r\n`,
  );
  expect(kept.match(/^a=candidate:\d/gm)).toEqual(['a=candidate:1', 'a=candidate:2']);
  expect(sdpForm.safeParse(kept).success).toBe(true);
});

it('a description is text of its own form', () => {
  expect(sdpForm.safeParse(sdp(media('video', 'sendonly'))).success).toBe(true);
  for (const other of ['', 'v=0', `${sdp()}é\r\n`, `v=0\r\n${'a'.repeat(30_000)}\r\n`])
    expect(sdpForm.safeParse(other).success).toBe(false);
});

it('a call is one microphone each way, and no picture', () => {
  expect(isCall(sdp(media('audio', 'sendrecv')))).toBe(true);
  expect(isCall(sdp(media('audio', 'sendrecv'), media('audio', 'sendrecv')))).toBe(false);
  expect(isCall(sdp(media('audio', 'sendrecv'), media('video', 'inactive')))).toBe(false);
  expect(isCall(sdp(media('audio', 'sendonly')))).toBe(false);
  expect(isCall(sdp(media('video', 'sendrecv')))).toBe(false);
  expect(isCall(HEAD)).toBe(false);
});
