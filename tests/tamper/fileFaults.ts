/** Faults of the files: the age file, the zip, the bag and what it holds. */
import { state } from '../../electron/rehearsal/day.ts';
import { PATHS } from '../../electron/sealing/contents.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { encrypted, type Fault, flipped, given, hostCarries, opened, withFile } from './making.ts';
import { carried, type SealedSample } from './sealedRoom.ts';

export const FILE_FAULTS: readonly Fault[] = [
  {
    name: 'age file: a flipped bit in the header',
    caughtBy: 'ciphertext',
    make: async (good) => ({
      ...given(good.sealed),
      held: { kind: 'encrypted', bytes: flipped(good.sealed.ciphertext, 40) },
    }),
  },
  {
    name: 'age file: a flipped bit in the body',
    caughtBy: 'decryption',
    make: async (good) => ({
      ...given(good.sealed),
      held: {
        kind: 'encrypted',
        bytes: flipped(good.sealed.ciphertext, good.sealed.ciphertext.length - 100),
      },
    }),
  },
  {
    name: 'age file: truncated stream',
    caughtBy: 'decryption',
    make: async (good) => ({
      ...given(good.sealed),
      held: { kind: 'encrypted', bytes: good.sealed.ciphertext.slice(0, -1000) },
    }),
  },
  {
    name: 're-encrypted by the recipient with the same contents',
    caughtBy: 'ciphertext',
    make: async (good) => ({
      ...given(good.sealed),
      held: { kind: 'encrypted', bytes: await encrypted(good.sealed.zip, good.recipient) },
    }),
  },
  {
    name: 're-encrypted by the recipient with altered contents',
    caughtBy: 'bag',
    make: async (good) => {
      const altered = await carried(good, {
        payload: new Map([...good.payload, [PATHS.ranking, new TextEncoder().encode('{}')]]),
      });
      return { ...given(good.sealed), held: { kind: 'encrypted', bytes: altered.ciphertext } };
    },
  },
  {
    name: 'bag: a file altered',
    caughtBy: 'bag',
    make: opened((files, name) => files.set(`${name}/data/${PATHS.ranking}`, new Uint8Array([1]))),
  },
  {
    name: 'bag: a file missing',
    caughtBy: 'bag',
    make: opened((files, name) => files.delete(`${name}/data/${PATHS.journal}`)),
  },
  {
    name: 'bag: an unlisted file',
    caughtBy: 'bag',
    make: opened((files, name) => files.set(`${name}/data/extra.txt`, new Uint8Array([1]))),
  },
  {
    name: 'bag: an unlisted file beside it',
    caughtBy: 'bag',
    make: opened((files) => files.set('extra.txt', new Uint8Array([1]))),
  },
  {
    name: 'bag: a tag file altered',
    caughtBy: 'bag',
    make: opened((files, name) => files.set(`${name}/bag-info.txt`, new TextEncoder().encode('Room: x\n'))),
  },
  {
    name: 'zip: bytes after its end',
    caughtBy: 'bag',
    make: async (good) => ({
      held: { kind: 'zip', bytes: new Uint8Array(Buffer.concat([good.sealed.zip, Buffer.from('x')])) },
      seal: canonicalJson(good.sealed.seal),
    }),
  },
  {
    name: 'package: a flipped bit',
    caughtBy: 'package',
    make: withFile(PATHS.package, (good) => flipped(good.payload.get(PATHS.package)!, 5000)),
  },
  {
    name: 'package: another centre’s, whole',
    caughtBy: 'origin',
    make: withFile(PATHS.package, (_, other) => other.payload.get(PATHS.package)!),
  },
  {
    name: 'package: missing',
    caughtBy: 'package',
    make: hostCarries((good) => ({ payload: without(good, PATHS.package) })),
  },
  {
    name: 'report: another PDF',
    caughtBy: 'report',
    make: withFile(PATHS.report, (good) => flipped(good.payload.get(PATHS.report)!, 200)),
  },
  {
    name: 'report: of another room',
    caughtBy: 'report',
    make: withFile(PATHS.report, (_, other) => other.payload.get(PATHS.report)!),
  },
  {
    name: 'report: missing',
    caughtBy: 'report',
    make: hostCarries((good) => ({ payload: without(good, PATHS.report) })),
  },
  {
    name: 'annex: missing',
    caughtBy: 'tables',
    make: hostCarries((good) => ({ payload: without(good, PATHS.annex) })),
  },
  { name: 'tables: two bids swapped', caughtBy: 'tables', make: withFile(PATHS.ranking, swapBids) },
  {
    name: 'tables: an extra file, listed',
    caughtBy: 'tables',
    make: withFile('tables/extra.json', () => new Uint8Array([1])),
  },
  {
    name: 'everything of another room, under this room’s signatures',
    caughtBy: 'origin',
    make: hostCarries((_, other) => ({ payload: other.payload })),
  },
];

function without(good: SealedSample, path: string): Map<string, Uint8Array> {
  const payload = new Map(good.payload);
  payload.delete(path);
  return payload;
}

function swapBids(good: SealedSample): Uint8Array {
  const text = new TextDecoder().decode(good.payload.get(PATHS.ranking)!);
  const [a, b] = state(good.room).pkg.data.bids.map((bid) => `"bid":"${bid.bid}"`);
  return new TextEncoder().encode(text.replace(a!, '"bid":"?"').replace(b!, a!).replace('"bid":"?"', b!));
}
