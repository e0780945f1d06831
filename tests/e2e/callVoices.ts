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
    const opened: { track: MediaStreamTrack; recorded: boolean }[] = [];
    Object.assign(window, { opened });
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      for (const track of stream.getAudioTracks())
        opened.push({ track, recorded: wanted?.video !== undefined });
      return stream;
    };
  });

/** Silences what a page has open: the microphone that is recorded, or the one that speaks in the call. */
export const mute = (page: Page, which: 'recorded' | 'spoken', muted: boolean): Promise<void> =>
  page.evaluate(
    ([recorded, silent]) => {
      const { opened } = window as unknown as { opened: { track: MediaStreamTrack; recorded: boolean }[] };
      for (const one of opened) if (one.recorded === recorded) one.track.enabled = !silent;
    },
    [which === 'recorded', muted] as const,
  );
