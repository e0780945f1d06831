/**
 * Camera and microphone of this seat: the one source that live watching has. It opens nothing else, so that no screen can come in by its way.
 */
import { MICROPHONE } from '../microphone.ts';

/** What the wall needs and the camera's recording has as well. */
const CAMERA: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 480 },
  frameRate: { ideal: 15 },
};

/** In the order of trying: where one of the devices is missing, the other is watched. */
const CHOICES: readonly MediaStreamConstraints[] = [
  { video: CAMERA, audio: MICROPHONE },
  { video: CAMERA, audio: false },
  { video: false, audio: MICROPHONE },
];

/** Rejects where there is neither camera nor microphone, or neither is granted. */
export async function openCamera(): Promise<MediaStream> {
  let problem: unknown;
  for (const wanted of CHOICES)
    try {
      return await navigator.mediaDevices.getUserMedia(wanted);
    } catch (error) {
      problem = error;
    }
  throw problem;
}
