/**
 * Faces and voices for the cameras and microphones of a rehearsal: drawn and spoken by machines, so that nobody's picture or voice is in it. The browser
 * plays the files in place of its devices, again and again.
 */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chineseFontPath } from '../fonts/chinese.ts';

const run = promisify(execFile);

/** Pixels; Chromium takes the size of the file for the camera's. */
const [WIDTH, HEIGHT] = [320, 240];
/** The face is drawn at half the size: every pixel is worked out by a formula. */
const SMALL = `${WIDTH / 2}x${HEIGHT / 2}`;
/** Pictures a second, which is also what a rehearsal records. */
export const CAMERA_RATE = 2;
const SECONDS = 4;

/** Of what a person at a desk is drawn, as conditions on X and Y of 160 x 120 pixels; T is the time in seconds. */
const SHAPES = {
  shirt: 'lt(pow((X-80)/62,2)+pow((Y-132)/40,2),1)',
  hair: 'lt(pow((X-80)/38,2)+pow((Y-48)/42,2),1)*lt(Y,52)',
  face: 'lt(pow((X-80)/33,2)+pow((Y-60)/43,2),1)',
  eyes: 'gt(mod(T,2),0.2)*(lt(pow((X-67)/5,2)+pow((Y-54)/3,2),1)+lt(pow((X-93)/5,2)+pow((Y-54)/3,2),1))',
  mouth: 'lt(pow((X-80)/12,2)+pow((Y-82)/(2+4*abs(sin(5*T))),2),1)',
} as const;

/** Colours by person: shirt, hair, skin. */
const LOOKS = [
  ['0x33506b', '0x1d1a18', '0xd9a98a'],
  ['0x6b3a33', '0x4a4643', '0xc99678'],
  ['0x2f5d46', '0x8f8b86', '0xe0b596'],
  ['0x54406b', '0x2b211a', '0xb98563'],
  ['0x6b6233', '0x5b3a24', '0xd3a07e'],
] as const;

const channel = (colour: string, shift: number): number => (Number(colour) >> shift) & 0xff;

/** One colour channel of the picture: what is drawn later lies over what is drawn before. */
function plane([shirt, hair, skin]: readonly string[], shift: number): string {
  const layers: readonly (readonly [keyof typeof SHAPES, number])[] = [
    ['shirt', channel(shirt!, shift)],
    ['hair', channel(hair!, shift)],
    ['face', channel(skin!, shift)],
    ['eyes', 0x20],
    ['mouth', channel('0x8a3b3b', shift)],
  ];
  const ground = String(channel('0xb4c2cc', shift));
  return layers.reduce((below, [shape, value]) => `if(${SHAPES[shape]},${value},${below})`, ground);
}

async function draw(file: string, name: string, person: number): Promise<void> {
  const look = LOOKS[person % LOOKS.length]!;
  const formulas = (['r', 'g', 'b'] as const)
    .map((key, i) => `${key}='${plane(look, 16 - 8 * i)}'`)
    .join(':');
  const label = `drawtext=fontfile=${chineseFontPath('regular')}:text='${name} %{pts}':x=8:y=h-28:fontsize=18:fontcolor=white`;
  const chain = `format=rgb24,geq=${formulas},scale=${WIDTH}:${HEIGHT}:flags=neighbor,${label},format=yuv420p`;
  const source = `color=black:s=${SMALL}:r=${CAMERA_RATE}:d=${SECONDS}`;
  await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-vf', chain, file]);
}

/** The voices differ in pitch and pace. */
async function speak(file: string, name: string, person: number): Promise<void> {
  const text = `我是评标专家${name}，正在阅读投标文件，独立评审。`;
  const plain = `${file}.plain.wav`;
  const voice = ['-v', 'cmn', '-p', String(20 + 15 * person), '-s', String(140 + 10 * person)];
  await run('espeak-ng', [...voice, '-w', plain, text]);
  await run('ffmpeg', ['-v', 'error', '-y', '-i', plain, '-af', 'apad=pad_dur=3', '-ar', '48000', file]);
}

/** Chromium's switches that put one person before the camera and the microphone. */
export async function actor(folder: string, name: string, person: number): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const [video, sound] = [join(folder, `${person}.y4m`), join(folder, `${person}.wav`)];
  await Promise.all([draw(video, name, person), speak(sound, name, person)]);
  return [`--use-file-for-fake-video-capture=${video}`, `--use-file-for-fake-audio-capture=${sound}`];
}
