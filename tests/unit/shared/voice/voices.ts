/** Made-up speakers: espeak-ng's voices, several languages, shapes of the vocal tract and pitches; as samples at 16 kHz. */
import { execFileSync } from 'node:child_process';

export const RATE = 16_000;

export interface Speaker {
  readonly name: string;
  /** espeak-ng's voice and variant. */
  readonly voice: string;
  /** espeak-ng's pitch, 0 to 99. */
  readonly pitch: number;
  readonly text: string;
}

const ENGLISH =
  'The committee reads every bid twice, and asks the bidder to explain what is not clear in the plan.';
const DIGITS =
  'seven one four nine two. zero three eight six five. nine two one eight four. five zero six three seven.';
const MANDARIN = '评标委员会认真阅读了全部投标文件，请投标人说明施工组织设计中不明确的内容。';
const SPANISH =
  'La comisión lee todas las ofertas y pide una explicación de lo que no está claro en el plan.';

const speaker = (voice: string, pitch: number, text: string): Speaker => ({
  name: `${voice} p${pitch}`,
  voice,
  pitch,
  text,
});

export const SPEAKERS: readonly Speaker[] = [
  speaker('en-us+m1', 45, ENGLISH),
  speaker('en-us+m7', 45, ENGLISH),
  speaker('en-gb+f4', 75, ENGLISH),
  speaker('cmn+m3', 70, MANDARIN),
  speaker('cmn+f1', 60, MANDARIN),
  speaker('cmn+f5', 80, MANDARIN),
  speaker('es+m2', 40, SPANISH),
  speaker('es+f3', 65, SPANISH),
];

/** Speakers who read digits, for the recogniser. */
export const READERS: readonly Speaker[] = [
  speaker('en-us', 50, DIGITS),
  speaker('en-us+m3', 40, DIGITS),
  speaker('en-us+m7', 30, DIGITS),
];

export function spoken({ voice, pitch, text }: Speaker): Float32Array {
  const wav = execFileSync(
    'espeak-ng',
    ['-v', voice, '-p', `${pitch}`, '-s', '130', '-g', '8', '--stdout', text],
    {
      maxBuffer: 1 << 26,
    },
  );
  const pcm = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-i', 'pipe:0', '-ac', '1', '-ar', `${RATE}`, '-f', 'f32le', 'pipe:1'],
    { input: wav, maxBuffer: 1 << 26 },
  );
  return new Float32Array(new Uint8Array(pcm).buffer);
}
