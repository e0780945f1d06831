import { expect, it } from 'vitest';
import { type Asker, isGranted, mayRecord } from '../../../../electron/shell/permissions.ts';

const camera = { permission: 'media', page: 'app://sealroom/index.html', media: ['video'], mainFrame: true };
const asker = (role: Asker['role'], recordingDue = false): Asker => ({
  role,
  recordingDue,
  watched: false,
  speaks: false,
});

it('grants the camera where people sign in with a slip, and nowhere else', () => {
  expect(isGranted(asker('seat'), camera)).toBe(true);
  expect(isGranted(asker('room'), camera)).toBe(true);
  expect(isGranted(asker('centre'), camera)).toBe(false);
  expect(isGranted(asker(null), camera)).toBe(false);
});

it('grants camera, microphone and screen to a seat that is to be recorded, and to no other window', () => {
  const recorded = [
    { ...camera, media: ['video', 'audio'] },
    { ...camera, media: ['audio'] },
    { ...camera, media: [] },
    { ...camera, permission: 'display-capture', media: [] },
  ];
  for (const wanted of recorded) {
    expect(isGranted(asker('seat', true), wanted)).toBe(true);
    expect(isGranted(asker('seat', false), wanted)).toBe(false);
    for (const role of ['room', 'centre', null] as const)
      expect(isGranted(asker(role, true), wanted)).toBe(false);
  }
  expect(mayRecord(asker('seat', true))).toBe(true);
  expect([asker('seat'), asker('room', true), asker(null, true)].some(mayRecord)).toBe(false);
});

it('grants camera and microphone to a seat that is watched, and no screen', () => {
  const watched = { ...asker('seat'), watched: true };
  expect(isGranted(watched, { ...camera, media: ['video', 'audio'] })).toBe(true);
  expect(isGranted(watched, { ...camera, media: [] })).toBe(false);
  expect(isGranted(watched, { ...camera, permission: 'display-capture', media: [] })).toBe(false);
  for (const role of ['room', 'centre', null] as const)
    expect(isGranted({ ...watched, role }, { ...camera, media: ['audio'] })).toBe(false);
});

it('grants the microphone to the room while somebody speaks there, and no screen', () => {
  const speaking = { ...asker('room'), speaks: true };
  expect(isGranted(speaking, { ...camera, media: ['audio'] })).toBe(true);
  expect(isGranted(asker('room'), { ...camera, media: ['audio'] })).toBe(false);
  expect(isGranted(speaking, { ...camera, media: [] })).toBe(false);
  expect(isGranted(speaking, { ...camera, permission: 'display-capture', media: [] })).toBe(false);
  for (const role of ['seat', 'centre', null] as const)
    expect(isGranted({ ...speaking, role }, { ...camera, media: ['audio'] })).toBe(false);
});

it('denies other pages, frames in the page, and whatever is not named, whether or not there is a recording', () => {
  for (const seat of [asker('seat'), asker('seat', true)]) {
    expect(isGranted(seat, { ...camera, page: 'https://elsewhere/' })).toBe(false);
    expect(isGranted(seat, { ...camera, mainFrame: false })).toBe(false);
    expect(isGranted(seat, { ...camera, media: ['video', 'unknown'] })).toBe(false);
    for (const permission of [
      'geolocation',
      'notifications',
      'clipboard-read',
      'hid',
      'usb',
      'serial',
      'fullscreen',
      'openExternal',
    ])
      expect(isGranted(seat, { ...camera, permission }), permission).toBe(false);
  }
});
