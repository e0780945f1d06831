/** Two made-up people who speak into two machines' microphones, and what of them arrives somewhere. */
import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { RATE, type Speaker, spoken } from '../unit/shared/voice/voices.ts';

const ffmpeg = (args: readonly string[], input: Uint8Array): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', 'pipe:0', ...args], { input, maxBuffer: 1 << 28 });

/** Writes what a speaker says as a file for Chromium's microphone, which plays it again and again. */
export function writeSpeech(path: string, speaker: Speaker): void {
  const raw = new Uint8Array(spoken(speaker).buffer);
  execFileSync(
    'ffmpeg',
    ['-v', 'error', '-f', 'f32le', '-ar', `${RATE}`, '-ac', '1', '-i', 'pipe:0', '-ar', '48000', '-y', path],
    { input: raw },
  );
}

/** The sound of a WebM, samples at the rate of the measuring. */
export function soundOf(webm: Uint8Array): Float32Array {
  const pcm = ffmpeg(['-vn', '-ac', '1', '-ar', `${RATE}`, '-f', 'f32le', 'pipe:1'], webm);
  return new Float32Array(new Uint8Array(pcm).buffer);
}

/** What is heard of the other side at a window, as it comes out of the line. */
export async function heardAt(page: Page, seconds: number): Promise<Float32Array> {
  const webm = await page.evaluate(async (ms) => {
    const voice = document.querySelector<HTMLAudioElement>('[data-call-voice]')!.srcObject as MediaStream;
    const recorder = new MediaRecorder(voice, { mimeType: 'audio/webm;codecs=opus' });
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
    recorder.start();
    await new Promise((resolve) => setTimeout(resolve, ms));
    recorder.stop();
    await stopped;
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, seconds * 1000);
  return soundOf(Buffer.from(webm, 'base64'));
}

/** Root mean square, of 1. */
export const loudness = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / Math.max(1, samples.length));

/** Keeps the microphones that a page opens from now on where `mute` finds them. */
export const microphones = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    const opened: MediaStreamTrack[] = [];
    Object.assign(window, { opened });
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      opened.push(...stream.getAudioTracks());
      return stream;
    };
  });

/** Silences a microphone that is open: the one that was opened first, or last. */
export const mute = (page: Page, which: 'first' | 'last', muted: boolean): Promise<void> =>
  page.evaluate(
    ([first, silent]) => {
      const { opened } = window as unknown as { opened: MediaStreamTrack[] };
      const live = opened.filter(({ readyState }) => readyState === 'live');
      live.at(first ? 0 : -1)!.enabled = !silent;
    },
    [which === 'first', muted] as const,
  );
