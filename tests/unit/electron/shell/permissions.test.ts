import { expect, it } from 'vitest';
import { isGranted } from '../../../../electron/shell/permissions.ts';

const camera = { permission: 'media', page: 'app://sealroom/index.html', media: ['video'], mainFrame: true };

it('grants the camera where people sign in with a slip, and nowhere else', () => {
  expect(isGranted('seat', camera)).toBe(true);
  expect(isGranted('room', camera)).toBe(true);
  expect(isGranted('centre', camera)).toBe(false);
  expect(isGranted(null, camera)).toBe(false);
});

it('grants the microphone at a seat alone', () => {
  const both = { ...camera, media: ['video', 'audio'] };
  expect(isGranted('seat', both)).toBe(true);
  expect(isGranted('room', both)).toBe(false);
  expect(isGranted('centre', { ...camera, media: ['audio'] })).toBe(false);
});

it('denies the screen, other pages, frames in the page, and whatever is not named', () => {
  expect(isGranted('seat', { ...camera, media: ['video', 'screen'] })).toBe(false);
  expect(isGranted('seat', { ...camera, permission: 'display-capture' })).toBe(false);
  expect(isGranted('seat', { ...camera, media: [] })).toBe(false);
  expect(isGranted('seat', { ...camera, page: 'https://elsewhere/' })).toBe(false);
  expect(isGranted('seat', { ...camera, mainFrame: false })).toBe(false);
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
    expect(isGranted('seat', { ...camera, permission }), permission).toBe(false);
});
