/** Opens what a track records: the own screen, or camera and microphone as far as they are there. */
import type { Rate } from '../../../shared/recording/rate.ts';
import { MICROPHONE } from '../microphone.ts';
import type { Track, TroubleKind } from './trackState.ts';

export interface Source {
  readonly stream: MediaStream;
  readonly missing: readonly TroubleKind[];
  /** What the browser said of what is missing; empty where nothing is. */
  readonly said: string;
}

/** Opens a track's devices. Rejects with the browser's reason where there is none at all. */
export const openSource = (track: Track, rate: Rate): Promise<Source> =>
  track === 'screen' ? openScreen(rate) : openCamera(rate);

async function openScreen(rate: Rate): Promise<Source> {
  const stream = await navigator.mediaDevices.getDisplayMedia({
    video: {
      width: { max: 1920 },
      height: { max: 1080 },
      frameRate: { ideal: rate.screen, max: rate.screen },
    },
    audio: false,
  });
  return { stream, missing: [], said: '' };
}

const picture = (rate: Rate): MediaTrackConstraints => ({
  width: { ideal: 640 },
  height: { ideal: 480 },
  frameRate: { ideal: rate.camera, max: rate.camera },
});

/** One of the two is recorded alone rather than nothing. */
async function openCamera(rate: Rate): Promise<Source> {
  const { mediaDevices } = navigator;
  const video = picture(rate);
  try {
    return { stream: await mediaDevices.getUserMedia({ video, audio: MICROPHONE }), missing: [], said: '' };
  } catch (both) {
    const said = reasonOf(both);
    try {
      return { stream: await mediaDevices.getUserMedia({ video }), missing: ['microphone-lost'], said };
    } catch {
      return {
        stream: await mediaDevices.getUserMedia({ audio: MICROPHONE }),
        missing: ['camera-lost'],
        said,
      };
    }
  }
}

/** The browser's own name for it, for the one who mends it. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Which loss it is when a device track ends. */
export const lossOf = (track: Track, kind: string): TroubleKind =>
  track === 'screen' ? 'screen-lost' : kind === 'audio' ? 'microphone-lost' : 'camera-lost';

/** Lowers or raises the rate of what is open already. */
export async function setRate(track: Track, stream: MediaStream, rate: Rate): Promise<void> {
  const frameRate = { ideal: rate[track], max: rate[track] };
  for (const video of stream.getVideoTracks())
    await video.applyConstraints({ ...video.getConstraints(), frameRate });
}
