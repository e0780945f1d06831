/** A camera whose picture moves and a sound, as files that Chromium, and ffmpeg, play in place of devices. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export interface MovingCamera {
  /** 640 x 480, 15 pictures a second, as y4m. */
  readonly video: string;
  /** WAV. */
  readonly sound: string;
}

export function movingCamera(folder: string): MovingCamera {
  const [video, sound] = [join(folder, 'camera.y4m'), join(folder, 'sound.wav')];
  const make = (source: string, ...rest: string[]): void =>
    void execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, ...rest]);
  make('testsrc2=size=640x480:rate=15:duration=4', '-pix_fmt', 'yuv420p', video);
  make('sine=frequency=300:sample_rate=48000:duration=4', sound);
  return { video, sound };
}

/** Chromium's switches that plug it in. */
export const pluggedIn = ({ video, sound }: MovingCamera): string[] => [
  `--use-file-for-fake-video-capture=${video}`,
  `--use-file-for-fake-audio-capture=${sound}`,
];
