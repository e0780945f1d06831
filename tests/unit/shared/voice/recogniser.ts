/**
 * A speech recogniser that knows nothing of the mask: PocketSphinx, as it stands in Debian's ffmpeg (filter `asr`, model `en-us`), with a word
 * list of the ten digits.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RATE } from './voices.ts';

const MODEL = '/usr/share/pocketsphinx/model/en-us/en-us';

/** CMUdict's pronunciations. */
const WORDS = {
  zero: 'Z IH R OW',
  one: 'W AH N',
  two: 'T UW',
  three: 'TH R IY',
  four: 'F AO R',
  five: 'F AY V',
  six: 'S IH K S',
  seven: 'S EH V AH N',
  eight: 'EY T',
  nine: 'N AY N',
};

const dictionary = Object.entries(WORDS)
  .map(([word, sounds]) => `${word} ${sounds}\n`)
  .join('');

/** Every digit as likely as any other (ARPA). */
const languageModel = [
  '\\data\\',
  'ngram 1=12',
  '',
  '\\1-grams:',
  ...['</s>', ...Object.keys(WORDS)].map((word) => `-1.0414 ${word} 0.0`),
  '-99.0 <s> 0.0',
  '',
  '\\end\\',
  '',
].join('\n');

/** The digits that are understood, in order. */
export function recognised(samples: Float32Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'recogniser-'));
  try {
    writeFileSync(join(folder, 'digits.dict'), dictionary);
    writeFileSync(join(folder, 'digits.lm'), `\n${languageModel}`);
    const asr = `asr=rate=${RATE}:hmm=${MODEL}:dict=digits.dict:lm=digits.lm`;
    const said = execFileSync(
      'ffmpeg',
      [
        ...['-v', 'error', '-f', 'f32le', '-ar', `${RATE}`, '-ac', '1', '-i', 'pipe:0'],
        // It speaks when it has heard a silence.
        ...['-af', `adelay=500,apad=pad_dur=2,${asr},ametadata=print:key=lavfi.asr.text:file=-`],
        ...['-f', 'null', '/dev/null'],
      ],
      {
        cwd: folder,
        input: new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
        encoding: 'utf8',
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    );
    return [...said.matchAll(/^lavfi\.asr\.text=(.*)$/gm)].flatMap(([, text]) => text!.trim().split(/\s+/));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Substitutions, insertions and deletions (Levenshtein), in words. */
export function wordErrors(said: readonly string[], heard: readonly string[]): number {
  let row = heard.map((_, i) => i + 1);
  row.unshift(0);
  for (const [i, word] of said.entries()) {
    const next = [i + 1];
    for (const [j, other] of heard.entries())
      next.push(Math.min(row[j]! + (word === other ? 0 : 1), row[j + 1]! + 1, next[j]! + 1));
    row = next;
  }
  return row.at(-1)!;
}
